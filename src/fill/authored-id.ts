import type { Nodes } from 'mdast';

/** The id that an author gave to a node; null for none. */
export function idOf(node: Nodes): string | null {
  switch (node.type) {
    case 'heading':
      return node.data?.label?.id ?? null;
    case 'resultTable':
    case 'writtenTable':
    case 'resultFigure':
    case 'equation':
      return node.id;
    default:
      return null;
  }
}
