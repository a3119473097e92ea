import type { Blockquote, Text } from 'mdast';

import { calloutKinds } from '../base/tree.ts';
import type { Reading } from './reading.ts';

/** `[!NOTE]` alone on the first line, as forges have it: in any case of letters, and with nothing behind it. */
const MARKER = /^\[!([A-Za-z]+)\](\r\n|\n|\r|$)/;

/** Marks a quote that opens with `[!NOTE]` as a callout, and takes that line away. Other quotes stay as they are. */
export function markCallout(quote: Blockquote, reading: Reading): void {
  const [first, ...others] = quote.children;
  if (first?.type !== 'paragraph') return;
  const [opening, ...rest] = first.children;
  if (opening?.type !== 'text') return;
  const [marker = '', word = '', lineEnd = ''] = MARKER.exec(opening.value) ?? [];
  const kind = calloutKinds.find((one) => one === word.toLowerCase());
  if (kind === undefined || !isWritten(opening, `[!${word}]`, reading)) return;
  const after = opening.value.slice(marker.length);
  if (after !== '') {
    moveStart(opening, marker.length - lineEnd.length, reading);
    opening.value = after;
  } else if (lineEnd !== '') first.children = rest;
  else if (rest[0]?.type === 'break') first.children = rest.slice(1);
  else if (rest.length === 0 && others.length > 0) quote.children = others;
  else return;
  quote.data = { ...quote.data, callout: { kind } };
}

/** `\[!NOTE]` and `&#91;!NOTE]` are text that only looks like it. */
function isWritten(opening: Text, marker: string, { source }: Reading): boolean {
  const start = opening.position?.start.offset ?? 0;
  return source.text.startsWith(marker, start);
}

/** The text begins on the next line, behind the marks of the quotes and the spaces there. */
function moveStart(text: Text, length: number, { source }: Reading): void {
  if (!text.position) return;
  const { start } = text.position;
  const from = (start.offset ?? 0) + length;
  const skipped = /^[ \t]*(?:\r\n|\n|\r)[ \t>]*/.exec(source.text.slice(from))?.[0] ?? '';
  const column = skipped.replace(/^[ \t]*(?:\r\n|\n|\r)/, '').length + 1;
  text.position.start = { line: start.line + 1, column, offset: from + skipped.length };
}
