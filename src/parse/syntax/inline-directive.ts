import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

import { nearestName } from '../../base/nearest.ts';
import { BRACES, bracket, BRACKETS } from './bracket.ts';
import { CODE, isLetterOrDigit, isWord, marker } from './codes.ts';
import { phraseLabel } from './phrase-label.ts';

/** Names of directives: those within a line, those of them whose label is Markdown, and those of blocks, which within a line are mistakes. */
interface Names {
  inline: readonly string[];
  phrases: readonly string[];
  blocks: readonly string[];
}

/**
 * `:name[label]{attributes}` where the name is an inline one or nearly so, not after a letter or digit. Label and
 * attributes are kept as written: an expression's `*` and `_` are no emphasis, its strings may hold brackets. The labels of phrases
 * are Markdown and read as such. With more colons than one, or with the name of a block, it is a mistake, taken up to the end of its name.
 */
export function inlineDirective(names: Names): Construct {
  const isExpression = (name: string): boolean =>
    names.inline.includes(name) && !names.phrases.includes(name);
  const ways = { names, isExpression, phrase: phraseLabel(isExpression) };
  return {
    name: 'authoredDirective',
    previous: (code) => code !== CODE.colon && !isLetterOrDigit(code),
    tokenize: function (effects, ok, nok) {
      return tokenize(this, effects, { ok, nok, ...ways });
    },
  };
}

interface Ways {
  ok: State;
  nok: State;
  names: Names;
  isExpression(name: string): boolean;
  /** Reads a label that is Markdown. */
  phrase: Construct;
}

// eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
function tokenize(context: TokenizeContext, effects: Effects, ways: Ways): State {
  const { ok, nok, names } = ways;
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
    if (!isMeant(written)) return nok(code);
    if (colons > 1 || !names.inline.includes(written)) return finish(code);
    const labels = ways.isExpression(written) ? [label, labelAnyQuotes] : [ways.phrase];
    return effects.attempt(labels, attributesStart, finish)(code);
  }

  function isMeant(written: string): boolean {
    if (names.blocks.includes(written)) return true;
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
