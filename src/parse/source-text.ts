import { lineStarts } from '../base/lines.ts';
import type { Place } from '../base/place.ts';

/** Text of an author's file, or a slice of one, that knows where each of its characters stands. */
export interface SourceText {
  file: string;
  text: string;
  /** The place of the character at `offset`; offsets beyond the end give the end. */
  placeAt(offset: number): Place;
}

/** A run of characters taken unchanged from `offset` of an outer text. */
export interface Piece {
  text: string;
  offset: number;
}

/** A whole file. Line ends are found once, so that a place costs a binary search. */
export function fileText(file: string, text: string): SourceText {
  const starts = lineStarts(text);
  return {
    file,
    text,
    placeAt: (offset) => {
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lastNotAfter(starts, at);
      return { file, line: line + 1, column: at - (starts[line] ?? 0) + 1 };
    },
  };
}

/**
 * Text put together from pieces of `outer`: a label wrapped over quoted lines, a cell whose `\|` lost its backslash.
 * What lies between two pieces is not part of it.
 */
export function piecedText(outer: SourceText, pieces: readonly Piece[]): SourceText {
  const kept = pieces.filter((piece) => piece.text !== '');
  const starts: number[] = [];
  let length = 0;
  for (const piece of kept) {
    starts.push(length);
    length += piece.text.length;
  }
  return {
    file: outer.file,
    text: kept.map((piece) => piece.text).join(''),
    placeAt: (offset) => {
      const index = lastNotAfter(starts, Math.max(0, offset));
      const piece = kept[index] ?? pieces[0] ?? { text: '', offset: 0 };
      const inside = Math.min(Math.max(0, offset) - (starts[index] ?? 0), piece.text.length);
      return outer.placeAt(piece.offset + inside);
    },
  };
}

/** `outer.text.slice(start, end)`, with its places. */
export function sliceText(outer: SourceText, start: number, end: number): SourceText {
  return piecedText(outer, [{ text: outer.text.slice(start, end), offset: start }]);
}

/** Several texts as one, each character at its place; what is put in between stands where the text before it does. */
export function joinTexts(
  texts: readonly SourceText[],
  { before, between, after }: { before: string; between: string; after: string },
): SourceText {
  const starts: number[] = [];
  let text = before;
  texts.forEach((each, index) => {
    if (index > 0) text += between;
    starts.push(text.length);
    text += each.text;
  });
  const placeAt = (offset: number): Place => {
    const index = lastNotAfter(starts, offset);
    const part = texts[index];
    if (part === undefined) throw new RangeError('no text is joined');
    return part.placeAt(Math.min(Math.max(0, offset - (starts[index] ?? 0)), part.text.length));
  };
  return { file: texts[0]?.file ?? '', text: text + after, placeAt };
}

/** Text whose characters all stand at one place: what was decoded from something longer. */
export function textAt(place: Place, text: string): SourceText {
  return { file: place.file, text, placeAt: () => place };
}

/** Index of the last start that is not after `offset`; 0 for an empty list. */
function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
