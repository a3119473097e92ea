import type { Nodes } from 'mdast';

/*
 * unist-util-visit asks its test anew for every node, names a function after each, and keeps the chain of parents: a
 * long document's walks took as long as typesetting it.
 */

/** Calls `see` for a node and everything in its `children`, in reading order. */
export function visitNodes(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visitNodes(child, see);
}

/** The nodes of one type in a tree, in reading order. */
export function nodesOfType<Type extends Nodes['type']>(
  tree: Nodes,
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  const found: Extract<Nodes, { type: Type }>[] = [];
  const isOne = (node: Nodes): node is Extract<Nodes, { type: Type }> => node.type === type;
  visitNodes(tree, (node) => {
    if (isOne(node)) found.push(node);
  });
  return found;
}
