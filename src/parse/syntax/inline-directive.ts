import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

import { nearestName } from '../../base/nearest.ts';
import { BRACES, bracket, BRACKETS } from './bracket.ts';
import { CODE, isLetterOrDigit, isWord, marker } from './codes.ts';

/** Names of directives: those within a line, and those of blocks, which within a line are mistakes. */
interface Names {
  inline: readonly string[];
  blocks: readonly string[];
}

/**
 * `:name[label]{attributes}` where the name is an inline one or nearly so, not after a letter or digit. Label and
 * attributes are kept as written: an expression's `*` and `_` are no emphasis, its strings may hold brackets. With more colons than
 * one, or with the name of a block, it is a mistake, taken up to the end of its name.
 */
export function inlineDirective(names: Names): Construct {
  return {
    name: 'authoredDirective',
    previous: (code) => code !== CODE.colon && !isLetterOrDigit(code),
    tokenize: function (effects, ok, nok) {
      return tokenize(this, effects, { ok, nok, names });
    },
  };
}

interface Ways {
  ok: State;
  nok: State;
  names: Names;
}

// eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
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
    if (!isMeant(written, code)) return nok(code);
    if (colons > 1 || !names.inline.includes(written)) return finish(code);
    const anyQuotes = effects.attempt(labelAnyQuotes, attributesStart, finish);
    return effects.attempt(label, attributesStart, anyQuotes)(code);
  }

  function isMeant(written: string, next: Code): boolean {
    if (names.blocks.includes(written)) return colons > 1 || next === CODE.braceOpening;
    return nearestName(written, names.inline) !== null;
  }

  function attributesStart(code: Code): State | undefined {
    return code === CODE.braceOpening ? effects.attempt(attributes, finish, finish)(code) : finish(code);
  }

  function finish(code: Code): State | undefined {
    effects.exit('authoredDirective');
    return ok(code);
  }
}

const label = bracket('authoredLabel', BRACKETS, { quotes: true });
/** For a label with an apostrophe: its expression is wrong, but the mistake is told inside it. */
const labelAnyQuotes = bracket('authoredLabel', BRACKETS, { quotes: false });
const attributes = bracket('authoredAttributes', BRACES, { quotes: true });
