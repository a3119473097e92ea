import type { Code, Construct, Effects, State, Token } from 'micromark-util-types';

import { closingBracketOfPhrase } from '../closing-bracket.ts';
import { isLineEnd, lineTokens, marker } from './codes.ts';

/** Longer sentences are mistakes; the limit keeps a page of unclosed ones linear. */
const LONGEST = 4000;

/**
 * `[…]` with Markdown in it, which micromark reads as it reads a paragraph's. Where it ends is asked of the whole text
 * ahead: only there a bracket within code, mathematics or an expression is told from the closing one.
 */
export function phraseLabel(isExpression: (name: string) => boolean): Construct {
  return {
    partial: true,
    tokenize: (effects, ok, nok) => {
      let ahead = '';
      const collect = textAhead((text) => {
        ahead = text;
      });
      const measured: State = (code) => {
        const end = closingBracketOfPhrase(ahead, 1, isExpression);
        return end === null ? nok(code) : bracketed(effects, end - 1, ok)(code);
      };
      return effects.check(collect, measured, nok);
    },
  };
}

/** Looks at what follows, to the end of the paragraph or cell, and hands it over: a character a code. */
function textAhead(hand: (text: string) => void): Construct {
  return {
    partial: true,
    tokenize: (effects, ok) => {
      const content = lineTokens(effects, 'authoredMarker');
      let text = '';
      const look: State = (code) => {
        if (code === null || text.length > LONGEST) {
          content.end();
          hand(text);
          return ok(code);
        }
        text += characterOf(code);
        content.consume(code);
        return look;
      };
      return look;
    },
  };
}

/** Line ends and tabs have codes below nought. */
function characterOf(code: number): string {
  if (isLineEnd(code)) return '\n';
  return code < 0 ? ' ' : String.fromCharCode(code);
}

/** A bracket, so many codes of Markdown, a bracket. */
function bracketed(effects: Effects, length: number, ok: State): State {
  let left = length;
  let line: Token | undefined;
  return (code) => marker(effects, code, (next) => (left === 0 ? marker(effects, next, ok) : begin(next)));

  function begin(code: Code): State | undefined {
    effects.enter('authoredPhrase');
    return lineStart(code);
  }

  function lineStart(code: Code): State | undefined {
    if (left === 0) return close(code);
    const token = effects.enter('chunkText', {
      _contentTypeTextTrailing: true,
      contentType: 'text',
      ...(line && { previous: line }),
    });
    if (line) line.next = token;
    line = token;
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    if (left === 0) {
      effects.exit('chunkText');
      return close(code);
    }
    left -= 1;
    effects.consume(code);
    if (!isLineEnd(code)) return inside;
    effects.exit('chunkText');
    return lineStart;
  }

  function close(code: Code): State | undefined {
    effects.exit('authoredPhrase');
    return marker(effects, code, ok);
  }
}
