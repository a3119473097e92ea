import type { Nodes, Root } from 'mdast';

import { visitNodes } from '../../base/visit.ts';

/** Visits every node in the order of the page, also those in cells and in references, which are no `children`. */
export function visitAll(tree: Root, see: (node: Nodes) => void): void {
  visitNodes(tree, (node) => {
    see(node);
    for (const nodes of besides(node)) visitAll({ type: 'root', children: [...nodes] }, see);
  });
}

function besides(node: Nodes): readonly (readonly Root['children'][number][])[] {
  if (node.type === 'captionedTable') return [...node.head, ...node.rows.flat()];
  if (node.type === 'bibliography') return node.entries.map(({ children }) => children);
  return [];
}
