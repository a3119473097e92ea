import type { Nodes } from 'mdast';
import type {} from 'remark-math';

import type { FilledDocument } from './report.ts';
import type { Origin } from './filled-nodes.ts';

/** Something of a result that a document shows, and where it came from. */
export interface Shown {
  /** A number or word in prose, a caption or a cell; a result within mathematics; the data, picture or words of a figure. */
  as: 'text' | 'mathematics' | 'figure';
  /** As printed; null for what is no text: mathematics and figures. */
  text: string | null;
  origin: Origin;
}

/** Everything that a filled document shows of results and published figures, in reading order. */
export function listShown(document: FilledDocument): Shown[] {
  return listShownIn([...document.abstract, document.root]);
}

/** The same for some nodes of it. */
export function listShownIn(nodes: readonly Nodes[]): Shown[] {
  const shown: Shown[] = [];
  for (const node of nodes) collect(node, shown);
  return shown;
}

function collect(node: Nodes, shown: Shown[]): void {
  shown.push(...shownBy(node));
  if (node.type === 'captionedTable') {
    for (const child of [...node.head.flat(), ...node.rows.flat(2)]) collect(child, shown);
  }
  if ('children' in node) for (const child of node.children) collect(child, shown);
}

function shownBy(node: Nodes): Shown[] {
  switch (node.type) {
    case 'printed':
      return [{ as: 'text', text: node.value, origin: node.origin }];
    case 'numberedEquation':
      return node.origins.map((origin) => ({ as: 'mathematics', text: null, origin }));
    case 'inlineMath':
      return (node.data?.origins ?? []).map((origin) => ({ as: 'mathematics', text: null, origin }));
    case 'captionedFigure':
      return node.origins.map((origin) => ({ as: 'figure', text: null, origin }));
    default:
      return [];
  }
}
