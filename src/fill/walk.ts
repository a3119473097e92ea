import type { Nodes, RootContent } from 'mdast';

/** A node and its children as one shape: every list of the tree holds nodes, whatever its parent allows. */
interface Holder {
  children?: Nodes[];
}

/** Calls `visitor` for every node in reading order, the cells of filled tables and headers of columns included. */
export function visitAll(node: Nodes, visitor: (node: Nodes) => void): void {
  visitor(node);
  for (const list of listsOf(node)) for (const child of list) visitAll(child, visitor);
}

/**
 * Replaces nodes in place, in reading order. `replace` gives the nodes to stand instead (none: the node is dropped), which are not
 * looked into again, or null to keep the node and look into it.
 */
export function replaceNodes(node: Nodes, replace: (node: Nodes) => readonly RootContent[] | null): void {
  rewriteLists(node, (list) => {
    const kept: Nodes[] = [];
    for (const child of list) {
      const instead = replace(child);
      if (instead) kept.push(...instead);
      else {
        replaceNodes(child, replace);
        kept.push(child);
      }
    }
    return kept;
  });
}

/** A copy whose lists of nodes are its own, so that filling leaves the parsed report as it was. */
export function copyTree<N extends Nodes>(node: N): N {
  const copy = { ...node };
  rewriteLists(copy, (list) => list.map(copyTree));
  return copy;
}

function listsOf(node: Nodes): readonly (readonly Nodes[])[] {
  const children = 'children' in node ? [node.children] : [];
  if (node.type === 'captionedTable') return [...children, ...node.head, ...node.rows.flat()];
  if (node.type === 'resultTable') return [...children, ...node.columns.map((column) => column.header)];
  return children;
}

function rewriteLists(node: Nodes, rewrite: (list: readonly Nodes[]) => Nodes[]): void {
  const cell = <C>(list: readonly C[]): C[] =>
    // The callers above give back what may stand where the old node stood.
    rewrite(list as unknown as readonly Nodes[]) as unknown as C[];
  const holder = node as Holder;
  if (holder.children) holder.children = rewrite(holder.children);
  if (node.type === 'captionedTable') {
    node.head = node.head.map(cell);
    node.rows = node.rows.map((row) => row.map(cell));
  }
  if (node.type === 'resultTable') {
    node.columns = node.columns.map((column) => ({ ...column, header: cell(column.header) }));
  }
}
