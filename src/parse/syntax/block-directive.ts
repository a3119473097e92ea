import { directive } from 'micromark-extension-directive';
import type { Construct, Effects, TokenizeContext } from 'micromark-util-types';

import { BRACES, bracket } from './bracket.ts';
import { CODE } from './codes.ts';

/**
 * remark-directive's containers and leaves, but for their attributes: those are HTML's, where a backslash before a quote is
 * none, so that `of="f(\"a\")"` would make the whole directive text.
 */
export const blockDirectives: Construct[] = [directive().flow?.[CODE.colon] ?? []]
  .flat()
  .map(withOwnAttributes);

function withOwnAttributes(construct: Construct): Construct {
  const { tokenize } = construct;
  return {
    ...construct,
    tokenize: function (effects, ok, nok) {
      return tokenize.call(this, readingBraces(this, effects), ok, nok);
    },
  };
}

/** What the construct attempts at a brace on its first line is to read its attributes. */
function readingBraces(context: TokenizeContext, effects: Effects): Effects {
  const { line } = context.now();
  return {
    ...effects,
    attempt: (construct, ok, nok) => {
      const other = effects.attempt(construct, ok, nok);
      return (code) => {
        if (code !== CODE.braceOpening || context.now().line !== line) return other(code);
        return effects.attempt(inQuotes, ok, effects.attempt(anyQuotes, ok, nok))(code);
      };
    },
  };
}

const inQuotes = bracket('authoredAttributes', BRACES, { quotes: true, oneLine: true });
/** With a quote that is not closed: the attributes are wrong, but the mistake is told inside them. */
const anyQuotes = bracket('authoredAttributes', BRACES, { quotes: false, oneLine: true });
