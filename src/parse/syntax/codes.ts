import type { Code, Effects, State, TokenType } from 'micromark-util-types';

/** What this room's constructs leave in micromark's stream of tokens. */
declare module 'micromark-util-types' {
  interface TokenTypeMap {
    authoredDirective: 'authoredDirective';
    authoredName: 'authoredName';
    authoredLabel: 'authoredLabel';
    authoredPhrase: 'authoredPhrase';
    authoredAttributes: 'authoredAttributes';
    authoredCitation: 'authoredCitation';
    authoredCitations: 'authoredCitations';
    authoredMath: 'authoredMath';
    authoredEquation: 'authoredEquation';
    authoredTex: 'authoredTex';
    authoredClosing: 'authoredClosing';
    authoredTail: 'authoredTail';
    authoredMarker: 'authoredMarker';
  }
}

export const CODE = {
  quote: 34,
  dollar: 36,
  apostrophe: 39,
  parenthesis: 40,
  minus: 45,
  colon: 58,
  at: 64,
  opening: 91,
  backslash: 92,
  closing: 93,
  underscore: 95,
  backtick: 96,
  braceOpening: 123,
  braceClosing: 125,
} as const;

export function isLineEnd(code: Code): boolean {
  return code !== null && code < -2;
}

/** Space, tab, or what a tab was expanded to. */
export function isSpace(code: Code): boolean {
  return code === 32 || code === -2 || code === -1;
}

/** A letter, a digit or `_`, of any script. */
export function isWord(code: Code): boolean {
  return code !== null && code > 0 && /[\p{L}\p{N}_]/u.test(String.fromCharCode(code));
}

/** A letter or a digit: what a directive or a citation does not begin after. */
export function isLetterOrDigit(code: Code): boolean {
  return isWord(code) && code !== CODE.underscore;
}

/**
 * Consumes characters into tokens of one type, a token a line and the line ends between them, so that each token is
 * one run of the author's file.
 */
export function lineTokens(effects: Effects, type: TokenType): { consume(code: Code): void; end(): void } {
  let open = false;
  return {
    consume: (code) => {
      if (!open) effects.enter(type);
      open = !isLineEnd(code);
      effects.consume(code);
      if (!open) effects.exit(type);
    },
    end: () => {
      if (open) effects.exit(type);
      open = false;
    },
  };
}

/** Consumes one character as a token of its own. */
export function marker(effects: Effects, code: Code, next: State): State {
  effects.enter('authoredMarker');
  effects.consume(code);
  effects.exit('authoredMarker');
  return next;
}
