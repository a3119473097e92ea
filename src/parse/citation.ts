import type { CitationItem, CitationNode } from '../base/tree.ts';
import { sliceText, type SourceText } from './source-text.ts';

/** Pandoc's keys: punctuation stands singly between letters, so that a full stop after a key is not part of it, or in braces. */
const ITEM =
  /(?<![\p{L}\p{N}@\\])(-?)@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_](?:(?:[:.#$%&\-+?<>~/]|_+)?[\p{L}\p{N}])*))/u;

/** Prefixes of ids, by which a reference to a part of the document is told from a citation. */
const PARTS = /^(tbl|fig|eq|sec)-/;

/** Whether `@key` means a table, figure, equation or section. */
export function isReference(key: string): boolean {
  return PARTS.test(key);
}

/** `@key` or `@key [p. 3]` in running text. */
export function readNarrative(key: string, locator: string, source: SourceText): CitationNode {
  const place = source.placeAt(0);
  const item = { key, prefix: '', locator: spaced(locator).trim(), suppressAuthor: false, place };
  return { type: 'citation', narrative: true, items: [item], place };
}

/** The items of `[see @a, p. 3; -@b]`, the text between the brackets given. */
export function readItems(content: SourceText): CitationItem[] {
  const items: CitationItem[] = [];
  let from = 0;
  for (const part of content.text.split(';')) {
    const text = sliceText(content, from, from + part.length);
    from += part.length + 1;
    const item = readItem(text);
    const last = items.at(-1);
    if (item !== null) items.push(item);
    else if (last !== undefined)
      items[items.length - 1] = { ...last, locator: `${last.locator};${spaced(part)}` };
  }
  return items;
}

function readItem(source: SourceText): CitationItem | null {
  const match = ITEM.exec(source.text);
  if (match === null) return null;
  const [whole, minus = '', inBraces, key = inBraces ?? ''] = match;
  const after = source.text.slice(match.index + whole.length);
  return {
    key,
    prefix: spaced(source.text.slice(0, match.index)).trim(),
    locator: spaced(after.replace(/^\s*,/, '')).trim(),
    suppressAuthor: minus !== '',
    place: source.placeAt(match.index + minus.length),
  };
}

/** Line breaks of the source mean nothing. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}
