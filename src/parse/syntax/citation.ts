import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

import { isReference } from '../citation.ts';
import { BRACES, bracket } from './bracket.ts';
import { CODE, isLetterOrDigit, isLineEnd, isSpace, isWord, marker } from './codes.ts';

/** Pandoc's: characters that may stand singly within a key, so that a full stop after it is not part of it. */
const WITHIN_KEY = new Set(Array.from(':.#$%&-+?<>~/_', (character) => character.charCodeAt(0)));
/** What a footnote's label begins with. */
const CARET = 94;
const LONGEST = 1000;
const DEEPEST = 3;

/** `@key`, `@{key}`, `@key [p. 3]`, `@tbl-x`; not within words and addresses. */
export const citation: Construct = {
  name: 'authoredCitation',
  previous: (code) => !isLetterOrDigit(code) && code !== CODE.at,
  tokenize: function (effects, ok, nok) {
    const slice = this.sliceSerialize.bind(this);
    return (code) => {
      effects.enter('authoredCitation');
      return marker(effects, code, start);
    };

    function start(code: Code): State | undefined {
      if (code === CODE.braceOpening) return effects.attempt(keyInBraces, afterKey, nok)(code);
      if (!isWord(code)) return nok(code);
      effects.enter('authoredName');
      return key(code);
    }

    function key(code: Code): State | undefined {
      if (isLetterOrDigit(code)) {
        effects.consume(code);
        return key;
      }
      if (code !== null && WITHIN_KEY.has(code)) return effects.check(goesOn, punctuation, end)(code);
      return end(code);
    }

    function punctuation(code: Code): State {
      effects.consume(code);
      return key;
    }

    function end(code: Code): State | undefined {
      return isReference(slice(effects.exit('authoredName'))) ? finish(code) : afterKey(code);
    }

    function afterKey(code: Code): State | undefined {
      return effects.attempt(locator, finish, finish)(code);
    }

    function finish(code: Code): State | undefined {
      effects.exit('authoredCitation');
      return ok(code);
    }
  },
};

/** Pandoc's form for keys that hold what a key within a sentence cannot. */
const keyInBraces = bracket('authoredName', BRACES, { quotes: false, oneLine: true });

/** One character of punctuation, or underscores, which at the end would close an emphasis, and then more of the key. */
const goesOn: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => {
    return (code) => marker(effects, code, code === CODE.underscore ? underscores : last);

    function underscores(code: Code): State | undefined {
      return code === CODE.underscore ? marker(effects, code, underscores) : last(code);
    }

    function last(code: Code): State | undefined {
      return isLetterOrDigit(code) ? ok(code) : nok(code);
    }
  },
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
  tokenize: function (effects, ok, nok) {
    const content = tokenizeBrackets(this, effects, { ok: finish, nok, withKey: true });
    return (code) => {
      effects.enter('authoredCitations');
      return content(code);
    };

    function finish(code: Code): State | undefined {
      effects.exit('authoredCitations');
      return ok(code);
    }
  },
};

/** ` [p. 3]` after the key of a citation, on its line or on the next one. */
const locator: Construct = {
  partial: true,
  tokenize: function (effects, ok, nok) {
    let lines = 0;
    const content = tokenizeBrackets(this, effects, { ok, nok, withKey: false });
    return gap;

    function gap(code: Code): State | undefined {
      if (isLineEnd(code)) lines += 1;
      if (lines < 2 && (isSpace(code) || isLineEnd(code))) return marker(effects, code, gap);
      return code === CODE.opening ? content(code) : nok(code);
    }
  },
};

interface Ways {
  ok: State;
  nok: State;
  /** Whether a key must stand between the brackets, or must not. */
  withKey: boolean;
}

// eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
function tokenizeBrackets(context: TokenizeContext, effects: Effects, { ok, nok, withKey }: Ways): State {
  let [length, depth] = [0, 0];
  let found = false;
  let before: Code = null;
  let written = '';
  return (code) => marker(effects, code, first);

  function first(code: Code): State | undefined {
    if (code === null || code === CODE.closing || code === CARET) return nok(code);
    effects.enter('authoredLabel');
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    length += 1;
    if (code === null || length > LONGEST || code === CODE.backtick) return nok(code);
    if (code === CODE.closing && depth === 0) return close(code);
    if (code === CODE.opening) depth += 1;
    if (code === CODE.closing) depth -= 1;
    if (depth > DEEPEST) return nok(code);
    if (before === CODE.at && (isWord(code) || code === CODE.braceOpening)) found = true;
    before = code === CODE.at && isLetterOrDigit(before) ? null : code;
    if (isLineEnd(code)) return lineEnd(code);
    effects.consume(code);
    return code === CODE.backslash ? escaped : inside;
  }

  /** A token a line, so that each is one run of the author's file. */
  function lineEnd(code: Code): State {
    effects.consume(code);
    written += context.sliceSerialize(effects.exit('authoredLabel'));
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
    written += context.sliceSerialize(effects.exit('authoredLabel'));
    if (found !== withKey || context.parser.defined.includes(identifier(written))) return nok(code);
    return marker(effects, code, after);
  }

  function after(code: Code): State | undefined {
    if (code === CODE.parenthesis) return nok(code);
    return code === CODE.opening ? effects.check(footnote, ok, nok)(code) : ok(code);
  }
}

/** As micromark keeps the labels of definitions. */
function identifier(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}
