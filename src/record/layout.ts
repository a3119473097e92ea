import type pico from 'picocolors';

import { printable } from '../base/printable.ts';

/** Ways of picocolors to colour a text; each leaves it as it is where the terminal has no colours. */
export type Colours = ReturnType<typeof pico.createColors>;

/** A piece of a line, and how it is coloured. */
export interface Piece {
  text: string;
  paint?: (text: string) => string;
}

/** Lays words into lines, set in by `indent` characters and those that follow by two more. */
export type Lay = (pieces: string | readonly Piece[], indent: number) => string;

const leastWidth = 40;

/** Folds lines to so many columns; null for lines as long as they get. Escape characters in texts are made visible. */
export function createLayout(columns: number | null): Lay {
  const width = columns === null ? Infinity : Math.max(leastWidth, columns);
  return (pieces, indent) => {
    const lines: { text: string; length: number }[] = [];
    for (const word of wordsOf(typeof pieces === 'string' ? [{ text: pieces }] : pieces)) {
      const last = lines.at(-1);
      const deep = indent + (lines.length > 1 ? 2 : 0);
      if (last && deep + last.length + word.gap + word.length <= width) {
        last.text += ' '.repeat(word.gap) + word.text;
        last.length += word.gap + word.length;
      } else lines.push({ text: word.text, length: word.length });
    }
    return lines.map(({ text }, index) => `${' '.repeat(indent + (index > 0 ? 2 : 0))}${text}`).join('\n');
  };
}

interface Word {
  text: string;
  /** Without what colours it. */
  length: number;
  /** Spaces before it: two where columns are kept apart, as in `02.md:12:7  0.87`. */
  gap: 1 | 2;
}

/** Words, coloured one by one, so that a colour never runs over the end of a line; pieces without a space between are one word. */
function wordsOf(pieces: readonly Piece[]): Word[] {
  const words: Word[] = [];
  let gap: Word['gap'] | 0 = 1;
  for (const { text, paint = (plain: string) => plain } of pieces) {
    for (const part of printable(text).split(/(\s+)/)) {
      if (part === '') continue;
      const last = words.at(-1);
      if (/^\s/.test(part)) gap = part === '  ' ? 2 : 1;
      else if (gap === 0 && last) {
        last.text += paint(part);
        last.length += part.length;
      } else words.push({ text: paint(part), length: part.length, gap: gap === 0 ? 1 : gap });
      if (!/^\s/.test(part)) gap = 0;
    }
  }
  return words;
}
