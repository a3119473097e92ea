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

/** Whether a published figure is shown as it was published, and not something worked out with results. */
export function isQuoted({ published, jobs }: Origin): boolean {
  return published && jobs.length === 0;
}

/** Everything that a filled document shows of results and published figures, in reading order. */
export function listShown(document: FilledDocument): Shown[] {
  return listShownIn([...document.abstract, document.root]);
}

/** The first published figure that a document quotes in its text or tables, as printed; null where it quotes none. */
export function firstQuoted(document: FilledDocument): string | null {
  return listShown(document).find(({ text, origin }) => text !== null && isQuoted(origin))?.text ?? null;
}

/** The same for some nodes of it. */
export function listShownIn(nodes: readonly Nodes[]): Shown[] {
  const shown: Shown[] = [];
  for (const node of nodes) visitFilled(node, (each) => shown.push(...shownBy(each)));
  return shown;
}

/** Names of the jobs whose results the claims in some nodes of a filled document ask. */
export function listClaimedIn(nodes: readonly Nodes[]): string[] {
  const jobs = new Set<string>();
  const visit = ({ data }: Nodes): void => {
    for (const job of data?.claimed ?? []) jobs.add(job);
  };
  for (const node of nodes) visitFilled(node, visit);
  return [...jobs];
}

/** A node and all within it, in reading order; the cells of tables too. */
function visitFilled(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if (node.type === 'captionedTable') {
    for (const child of [...node.head.flat(), ...node.rows.flat(2)]) visitFilled(child, visit);
  }
  if ('children' in node) for (const child of node.children) visitFilled(child, visit);
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
