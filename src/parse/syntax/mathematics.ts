import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

import { CODE, isLineEnd, isSpace, lineTokens, marker } from './codes.ts';

/**
 * `$…$` by pandoc's rule, so that `$5 and $10` is money: no space after the opening dollar, none before the closing
 * one and no digit after it; the first unescaped dollar decides. `$$…$$` within a paragraph takes any content.
 */
export const inlineMath: Construct = {
  name: 'authoredMath',
  previous: (code) => code !== CODE.dollar,
  // eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
  tokenize: (effects, ok, nok) => {
    const content = lineTokens(effects, 'authoredTex');
    let [size, closing] = [0, 0];
    let before: Code = null;
    return (code) => {
      effects.enter('authoredMath');
      effects.enter('authoredMarker');
      return opening(code);
    };

    function opening(code: Code): State | undefined {
      if (code === CODE.dollar) {
        size += 1;
        effects.consume(code);
        return opening;
      }
      effects.exit('authoredMarker');
      if (size > 2 || (size === 1 && (isSpace(code) || isLineEnd(code)))) return nok(code);
      return inside(code);
    }

    function inside(code: Code): State | undefined {
      if (code === null) return nok(code);
      if (code === CODE.dollar) {
        if (size === 1 && (isSpace(before) || isLineEnd(before))) return nok(code);
        content.end();
        effects.enter('authoredMarker');
        closing = 0;
        return sequence(code);
      }
      content.consume(code);
      before = code;
      return code === CODE.backslash ? escaped : inside;
    }

    function escaped(code: Code): State | undefined {
      if (code === null || code < 0) return inside(code);
      content.consume(code);
      before = code;
      return inside;
    }

    function sequence(code: Code): State | undefined {
      if (code === CODE.dollar && closing < size) {
        closing += 1;
        effects.consume(code);
        return sequence;
      }
      effects.exit('authoredMarker');
      if (closing < size || (size === 1 && isDigit(code))) return nok(code);
      effects.exit('authoredMath');
      return ok(code);
    }
  },
};

/**
 * `$$` at the beginning of a line up to the next `$$`, wherever the TeX begins and ends; after the closing one
 * nothing but a label may stand. What is not closed, or followed by text, is still an equation: the mistake is told
 * from the tokens that are missing or too many.
 */
export const displayMath: Construct = {
  name: 'authoredEquation',
  concrete: true,
  tokenize: function (effects, ok, nok) {
    return tokenizeDisplay(this, effects, { ok, nok });
  },
};

// eslint-disable-next-line max-lines-per-function -- one state machine, whose states share their counters
function tokenizeDisplay(
  context: TokenizeContext,
  effects: Effects,
  { ok, nok }: { ok: State; nok: State },
): State {
  const content = lineTokens(effects, 'authoredTex');
  const { parser, interrupt } = context;
  let size = 0;
  let firstLine = true;
  return (code) => {
    effects.enter('authoredEquation');
    effects.enter('authoredMarker');
    return opening(code);
  };

  function opening(code: Code): State | undefined {
    if (code === CODE.dollar && size < 2) {
      size += 1;
      effects.consume(code);
      return opening;
    }
    effects.exit('authoredMarker');
    return size < 2 || code === CODE.dollar ? nok(code) : inside(code);
  }

  function inside(code: Code): State | undefined {
    if (code === null) return finish(code);
    if (isLineEnd(code)) return lineEnd(code);
    if (code === CODE.dollar) {
      content.end();
      return effects.attempt(closingDollars, tailStart, dollar)(code);
    }
    content.consume(code);
    return code === CODE.backslash ? escaped : inside;
  }

  function dollar(code: Code): State {
    content.consume(code);
    return inside;
  }

  function escaped(code: Code): State | undefined {
    if (code === null || code < 0) return inside(code);
    content.consume(code);
    return inside;
  }

  function lineEnd(code: Code): State | undefined {
    if (firstLine && interrupt) return finish(code);
    content.end();
    return effects.attempt(nextLine(parser), lineStart, finish)(code);
  }

  function lineStart(code: Code): State | undefined {
    firstLine = false;
    return inside(code);
  }

  function tailStart(code: Code): State | undefined {
    if (isSpace(code)) return marker(effects, code, tailStart);
    if (code === null || isLineEnd(code)) return finish(code);
    // A paragraph may begin with $$x$$ and go on; only a label makes it an equation.
    if (firstLine && code !== CODE.braceOpening) return nok(code);
    effects.enter('authoredTail');
    return tail(code);
  }

  function tail(code: Code): State | undefined {
    if (code === null || isLineEnd(code)) {
      effects.exit('authoredTail');
      return finish(code);
    }
    effects.consume(code);
    return tail;
  }

  function finish(code: Code): State | undefined {
    content.end();
    effects.exit('authoredEquation');
    return ok(code);
  }
}

const closingDollars: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => {
    return (code) => {
      effects.enter('authoredClosing');
      effects.consume(code);
      return second;
    };

    function second(code: Code): State | undefined {
      if (code !== CODE.dollar) return nok(code);
      effects.consume(code);
      effects.exit('authoredClosing');
      return ok;
    }
  },
};

/** The next line, unless it only continues a paragraph's container lazily. */
function nextLine(parser: TokenizeContext['parser']): Construct {
  return {
    partial: true,
    tokenize: function (effects, ok, nok) {
      return (code) => {
        effects.enter('lineEnding');
        effects.consume(code);
        effects.exit('lineEnding');
        return (after) => (parser.lazy[this.now().line] === true ? nok(after) : ok(after));
      };
    },
  };
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}
