import type { Code, Construct, Effects, State, TokenizeContext, TokenType } from 'micromark-util-types';

import { nearestName } from '../../base/nearest.ts';
import { CODE, isWord, lineTokens, marker } from './codes.ts';

/** Longer brackets and braces are mistakes; the limit keeps a page of unclosed ones linear. */
const LONGEST = 2000;

/**
 * `:name[label]{attributes}` where the name is one of `names` or nearly so, not after a letter or digit. Label and
 * attributes are kept as written: an expression's `*` and `_` are no emphasis, its strings may hold brackets. With more colons than
 * one it is a mistake, taken up to the end of its name.
 */
export function inlineDirective(names: readonly string[]): Construct {
  return {
    name: 'authoredDirective',
    previous: (code) => code !== CODE.colon && !isWord(code),
    tokenize: function (effects, ok, nok) {
      return tokenize(this, effects, { ok, nok, names });
    },
  };
}

interface Ways {
  ok: State;
  nok: State;
  names: readonly string[];
}

function tokenize(context: TokenizeContext, effects: Effects, { ok, nok, names }: Ways): State {
  let [colons, length] = [0, 0];
  return (code) => {
    effects.enter('authoredDirective');
    return marked(code);
  };

  function marked(code: Code): State | undefined {
    if (code === CODE.colon) {
      colons += 1;
      return marker(effects, code, marked);
    }
    if (!isWord(code)) return nok(code);
    effects.enter('authoredName');
    return name(code);
  }

  function name(code: Code): State | undefined {
    if (isWord(code) || code === CODE.minus) {
      length += 1;
      if (length > 30) return nok(code);
      effects.consume(code);
      return name;
    }
    const written = context.sliceSerialize(effects.exit('authoredName'));
    if (code !== CODE.opening && code !== CODE.braceOpening) return nok(code);
    if (nearestName(written, names) === null) return nok(code);
    if (colons > 1 || !names.includes(written)) return finish(code);
    return effects.attempt(
      label,
      attributesStart,
      effects.attempt(labelAnyQuotes, attributesStart, finish),
    )(code);
  }

  function attributesStart(code: Code): State | undefined {
    return code === CODE.braceOpening ? effects.attempt(attributes, finish, finish)(code) : finish(code);
  }

  function finish(code: Code): State | undefined {
    effects.exit('authoredDirective');
    return ok(code);
  }
}

const label = bracket('authoredLabel', CODE.opening, CODE.closing, true);
/** For a label with an apostrophe: its expression is wrong, but the mistake is told inside it. */
const labelAnyQuotes = bracket('authoredLabel', CODE.opening, CODE.closing, false);
const attributes = bracket('authoredAttributes', CODE.braceOpening, CODE.braceClosing, true);

/** Balanced brackets with anything between; within quotes brackets do not count. */
function bracket(type: TokenType, opening: number, closing: number, quotes: boolean): Construct {
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
        if (code === null || length > LONGEST) return nok(code);
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
