import { lineStarts } from '../base/lines.ts';

/** What is to stand in the place of something in a file. */
export interface Replacement {
  /** Where it stands, counted from 1. */
  line: number;
  column: number;
  /** What stands there now. */
  written: string;
  /** What is to stand there. */
  instead: string;
}

/**
 * A file's text with some parts replaced and every other character as it was, whatever its line ends and mark of byte order;
 * null where something else stands in a place than was found there.
 */
export function replaceWritten(text: string, replacements: readonly Replacement[]): string | null {
  // The reader of sources drops the mark of byte order, and counts from behind it.
  const starts = lineStarts(text, text.startsWith('\uFEFF') ? 1 : 0);
  const edits = replacements
    .map((one) => ({ ...one, at: (starts[one.line - 1] ?? text.length) + one.column - 1 }))
    .sort((a, b) => a.at - b.at);
  let replaced = '';
  let from = 0;
  for (const { at, written, instead } of edits) {
    if (at < from || !text.startsWith(written, at)) return null;
    replaced += text.slice(from, at) + instead;
    from = at + written.length;
  }
  return replaced + text.slice(from);
}
