import type { Nodes } from 'mdast';

import { replaceNodes } from './walk.ts';

/** Leaves the words of remarks in their place: why they may compare is the author's note, and no part of the document. */
export function unwrapRemarks(tree: Nodes): void {
  replaceNodes(tree, (node) => {
    if (node.type !== 'remark') return null;
    unwrapRemarks(node);
    return node.children;
  });
}
