import type { Node } from 'mdast';

import type { FilledDocument } from './report.ts';
import type { CaptionedTableNode, PrintedNode } from './tree.ts';

/** Every printed number or word of a filled document, in reading order: prose, captions and tables. */
export function printedNodes(document: FilledDocument): PrintedNode[] {
  const found: PrintedNode[] = [];
  for (const node of [...document.abstract, document.root]) collect(node, found);
  return found;
}

function collect(node: Node, found: PrintedNode[]): void {
  if (isPrinted(node)) found.push(node);
  if (isTable(node)) for (const child of [...node.head.flat(), ...node.rows.flat(2)]) collect(child, found);
  if ('children' in node) for (const child of node.children as Node[]) collect(child, found);
}

function isPrinted(node: Node): node is PrintedNode {
  return node.type === 'printed';
}

function isTable(node: Node): node is CaptionedTableNode {
  return node.type === 'captionedTable';
}
