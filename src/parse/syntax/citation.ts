import type { Code, Construct, State } from 'micromark-util-types';

import { CODE, isLineEnd, isWord, marker } from './codes.ts';

/** Pandoc's: characters that may stand singly within a key, so that a full stop after it is not part of it. */
const WITHIN_KEY = new Set(Array.from(':.#$%&-+?<>~/', (character) => character.charCodeAt(0)));
/** What a footnote's label begins with. */
const CARET = 94;
const LONGEST = 1000;
const DEEPEST = 3;

/** `@key`, `@tbl-x`; not within words and addresses. */
export const citation: Construct = {
  name: 'authoredCitation',
  previous: (code) => !isWord(code) && code !== CODE.at,
  tokenize: (effects, ok, nok) => {
    return (code) => {
      effects.enter('authoredCitation');
      return marker(effects, code, start);
    };

    function start(code: Code): State | undefined {
      if (!isWord(code)) return nok(code);
      effects.enter('authoredName');
      return key(code);
    }

    function key(code: Code): State | undefined {
      if (isWord(code)) {
        effects.consume(code);
        return key;
      }
      if (code !== null && WITHIN_KEY.has(code)) return effects.check(goesOn, punctuation, finish)(code);
      return finish(code);
    }

    function punctuation(code: Code): State {
      effects.consume(code);
      return key;
    }

    function finish(code: Code): State | undefined {
      effects.exit('authoredName');
      effects.exit('authoredCitation');
      return ok(code);
    }
  },
};

/** One character of punctuation and then more of the key. */
const goesOn: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => (code) =>
    marker(effects, code, (after) => (isWord(after) ? ok(after) : nok(after))),
};

/** `[^`: a footnote after a citation, which is not the label of a link. */
const footnote: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => (code) =>
    marker(effects, code, (after) => (after === CARET ? ok(after) : nok(after))),
};

/** `[see @a, p. 3; @b]`, `[-@tbl-x]`: brackets with a key in them that are neither a link nor the label of one. */
export const citations: Construct = {
  name: 'authoredCitations',
  // eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
  tokenize: function (effects, ok, nok) {
    const { parser } = this;
    const slice = this.sliceSerialize.bind(this);
    let [length, depth] = [0, 0];
    let found = false;
    let before: Code = null;
    let written = '';
    return (code) => {
      effects.enter('authoredCitations');
      return marker(effects, code, first);
    };

    function first(code: Code): State | undefined {
      if (code === null || code === CODE.closing || code === CARET) return nok(code);
      effects.enter('authoredLabel');
      return inside(code);
    }

    function inside(code: Code): State | undefined {
      length += 1;
      if (code === null || length > LONGEST || code === 96 /* ` */) return nok(code);
      if (code === CODE.closing && depth === 0) return close(code);
      if (code === CODE.opening) depth += 1;
      if (code === CODE.closing) depth -= 1;
      if (depth > DEEPEST) return nok(code);
      if (before === CODE.at && isWord(code)) found = true;
      before = code === CODE.at && isWord(before) ? null : code;
      if (isLineEnd(code)) return lineEnd(code);
      effects.consume(code);
      return code === CODE.backslash ? escaped : inside;
    }

    /** A token a line, so that each is one run of the author's file. */
    function lineEnd(code: Code): State {
      effects.consume(code);
      written += slice(effects.exit('authoredLabel'));
      return nextLine;
    }

    function nextLine(code: Code): State | undefined {
      if (code === null || code === CODE.closing) return nok(code);
      effects.enter('authoredLabel');
      return inside(code);
    }

    function escaped(code: Code): State | undefined {
      before = null;
      if (code === null || code < 0) return inside(code);
      effects.consume(code);
      return inside;
    }

    function close(code: Code): State | undefined {
      written += slice(effects.exit('authoredLabel'));
      if (!found || parser.defined.includes(identifier(written))) return nok(code);
      return marker(effects, code, after);
    }

    function after(code: Code): State | undefined {
      if (code === 40 /* ( */) return nok(code);
      return code === CODE.opening ? effects.check(footnote, finish, nok)(code) : finish(code);
    }

    function finish(code: Code): State | undefined {
      effects.exit('authoredCitations');
      return ok(code);
    }
  },
};

/** As micromark keeps the labels of definitions. */
function identifier(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}
