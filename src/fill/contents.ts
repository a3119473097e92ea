import type { Root } from 'mdast';

import type { ContentsEntry } from '../base/report.ts';
import { plainText } from './plain-text.ts';
import { visitAll } from './walk.ts';

/** The table of contents: numbered headings of a document down to a depth, in reading order. */
export function collectContents(tree: Root, deepest = 2): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  visitAll(tree, (node) => {
    if (node.type !== 'heading' || node.depth > deepest || !node.data?.numbering) return;
    entries.push({ ...node.data.numbering, title: plainText(node.children).trim(), depth: node.depth });
  });
  return entries;
}
