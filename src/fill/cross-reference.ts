import type { Root } from 'mdast';

import type { InternalLinkNode } from '../base/filled-nodes.ts';
import type { CrossReferenceNode } from '../base/tree.ts';
import type { Target } from './number.ts';
import { replaceNodes } from './walk.ts';

/** Puts a link, `Table 3` or the bare number, in the place of every cross-reference. Unknown ids were told before. */
export function resolveCrossReferences(tree: Root, targets: ReadonlyMap<string, Target>): void {
  replaceNodes(tree, (node) => (node.type === 'crossReference' ? [linkFor(node, targets)] : null));
}

function linkFor(node: CrossReferenceNode, targets: ReadonlyMap<string, Target>): InternalLinkNode {
  const target = targets.get(node.id);
  if (!target) throw new Error(`the id ${node.id} was checked, and yet nothing bears it`);
  const value = node.bare ? target.number : target.text;
  return { type: 'internalLink', target: node.id, role: 'reference', children: [{ type: 'text', value }] };
}
