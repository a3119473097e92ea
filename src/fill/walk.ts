import type { Nodes, RootContent } from 'mdast';

/** A node and its children as one shape: every list of the tree holds nodes, whatever its parent allows. */
interface Holder {
  children?: Nodes[];
}

/** Calls `visitor` for every node in reading order, the cells of filled tables and headers of columns included. */
export function visitAll(node: Nodes, visitor: (node: Nodes) => void): void {
  visitor(node);
  if ('children' in node) for (const child of node.children) visitAll(child, visitor);
  for (const list of besides(node)) for (const child of list) visitAll(child, visitor);
}

/**
 * Replaces nodes in place, in reading order. `replace` gives the nodes to stand instead (none: the node is dropped), which are not
 * looked into again, or null to keep the node and look into it.
 */
export function replaceNodes(node: Nodes, replace: (node: Nodes) => readonly RootContent[] | null): void {
  rewriteLists(node, (list) => {
    // Most lists stay as they are.
    let rewritten: Nodes[] | null = null;
    for (const [index, child] of list.entries()) {
      const instead = replace(child);
      if (instead) {
        rewritten ??= list.slice(0, index);
        rewritten.push(...instead);
      } else {
        replaceNodes(child, replace);
        rewritten?.push(child);
      }
    }
    return rewritten ?? list;
  });
}

/** A copy whose lists of nodes are its own, so that filling leaves the parsed report as it was. */
export function copyTree<N extends Nodes>(node: N): N {
  const copy = { ...node };
  rewriteLists(copy, (list) => list.map(copyTree));
  return copy;
}

/** Lists of nodes that are no `children`. */
function besides(node: Nodes): readonly (readonly Nodes[])[] {
  if (node.type === 'captionedTable') return [...node.head, ...node.rows.flat()];
  if (node.type === 'resultTable') return node.columns.map((column) => column.header);
  return nothing;
}

const nothing: readonly (readonly Nodes[])[] = [];

function rewriteLists(node: Nodes, rewrite: (list: Nodes[]) => Nodes[]): void {
  const holder = node as Holder;
  if (holder.children) holder.children = rewrite(holder.children);
  if (node.type !== 'captionedTable' && node.type !== 'resultTable') return;
  const cell = <C>(list: readonly C[]): C[] =>
    // The callers above give back what may stand where the old node stood.
    rewrite(list as unknown as Nodes[]) as unknown as C[];
  if (node.type === 'captionedTable') {
    node.head = node.head.map(cell);
    node.rows = node.rows.map((row) => row.map(cell));
  }
  if (node.type === 'resultTable') {
    node.columns = node.columns.map((column) => ({ ...column, header: cell(column.header) }));
  }
}
