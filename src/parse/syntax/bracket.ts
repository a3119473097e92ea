import type { Code, Construct, State, TokenType } from 'micromark-util-types';

import { CODE, isLineEnd, lineTokens, marker } from './codes.ts';

/** Longer brackets and braces are mistakes; the limit keeps a page of unclosed ones linear. */
const LONGEST = 2000;

/** The characters that open and close. */
type Pair = readonly [opening: number, closing: number];

export const BRACKETS: Pair = [CODE.opening, CODE.closing];
export const BRACES: Pair = [CODE.braceOpening, CODE.braceClosing];

interface Limits {
  /** Within quotes brackets do not count. */
  quotes: boolean;
  /** All of it must stand on the line where it begins. */
  oneLine?: boolean;
}

/** Balanced brackets with anything between, kept as written; a backslash escapes any character. */
export function bracket(type: TokenType, pair: Pair, { quotes, oneLine = false }: Limits): Construct {
  const [opening, closing] = pair;
  return {
    partial: true,
    tokenize: (effects, ok, nok) => {
      const content = lineTokens(effects, type);
      let depth = 0;
      let length = 0;
      let quote: Code = null;
      return (code) => marker(effects, code, inside);

      function inside(code: Code): State | undefined {
        length += 1;
        if (code === null || length > LONGEST || (oneLine && isLineEnd(code))) return nok(code);
        if (code === closing && quote === null && depth === 0) {
          content.end();
          return marker(effects, code, ok);
        }
        count(code);
        content.consume(code);
        return code === CODE.backslash ? escaped : inside;
      }

      function escaped(code: Code): State | undefined {
        if (code === null || code < 0) return inside(code);
        content.consume(code);
        return inside;
      }

      function count(code: Code): void {
        if (quotes && (code === CODE.quote || code === CODE.apostrophe)) {
          if (quote === null) quote = code;
          else if (quote === code) quote = null;
        }
        if (quote !== null) return;
        if (code === opening) depth += 1;
        if (code === closing) depth -= 1;
      }
    },
  };
}
