import type { Root } from 'mdast';

import { computationId } from '../base/provenance.ts';
import type { FallbackName } from '../base/results.ts';
import type { CaptionedTableNode, InternalLinkNode, Origin, PrintedNode } from '../base/filled-nodes.ts';
import { engineMarks, type Fallbacks } from './engine-marks.ts';
import { replaceNodes, visitAll } from './walk.ts';

/**
 * Puts marks, links to the section about the computation, where another engine than the preferred one was at work, or
 * the locked results stand for a job that could not run: after each number, at the end of a figure's caption, and at
 * the end of a table's where all of its results are of one such origin. In mathematics they stand already, each after
 * its result.
 */
export function markFallbacks(tree: Root, fallbacks: Fallbacks): void {
  if (fallbacks.size === 0) return;
  const marked = new Set<PrintedNode>();
  visitAll(tree, (node) => {
    if (node.type === 'captionedFigure') node.children.push(...marksOf(node.origins, fallbacks));
    if (node.type === 'captionedTable') for (const cell of markTable(node, fallbacks)) marked.add(cell);
  });
  replaceNodes(tree, (node) =>
    node.type === 'printed' && !marked.has(node) ? [node, ...marksOf([node.origin], fallbacks)] : null,
  );
}

/** Marks a table as a whole where all its results are of the same origin; gives the cells that need no mark of their own. */
function markTable(table: CaptionedTableNode, fallbacks: Fallbacks): readonly PrintedNode[] {
  const cells: PrintedNode[] = [];
  for (const node of table.rows.flat(2)) {
    visitAll(node, (inner) => {
      if (inner.type === 'printed' && inner.origin.jobs.length > 0) cells.push(inner);
    });
  }
  const [first, ...others] = cells.map((cell) => cell.origin);
  if (!first || others.some((origin) => origin.fallback.join() !== first.fallback.join())) return [];
  table.children.push(...marksOf([first], fallbacks));
  return cells;
}

function marksOf(origins: readonly Origin[], fallbacks: Fallbacks): InternalLinkNode[] {
  const names = new Set<FallbackName>(origins.flatMap((origin) => origin.fallback));
  const marks = [...engineMarks(fallbacks)].filter(([name]) => names.has(name));
  if (marks.length === 0) return [];
  const value = marks.map(([, mark]) => mark.text).join('');
  return [
    {
      type: 'internalLink',
      target: computationId,
      role: 'note',
      children: [{ type: 'text', value }],
    },
  ];
}
