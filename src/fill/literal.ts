import type { Nodes, Root } from 'mdast';

import type { DeclaredLiteral } from '../base/report.ts';
import type { LiteralNode } from '../base/tree.ts';
import { plainText } from './plain-text.ts';
import { replaceNodes, visitAll } from './walk.ts';

/**
 * Puts what was declared in the place of every `:literal[…]` of a source, and gives the declarations, those of alternative texts
 * and of TeX included. Values are filled by then; figures and equations are not.
 */
export function fillLiterals(tree: Root): DeclaredLiteral[] {
  const literals: DeclaredLiteral[] = [];
  visitAll(tree, (node) => {
    literals.push(...literalsOf(node).map(declare));
  });
  unwrapLiterals(tree);
  return literals;
}

function literalsOf(node: Nodes): readonly LiteralNode[] {
  switch (node.type) {
    case 'literal':
      return [node];
    case 'equation':
    case 'inlineEquation':
      return node.tex.filter((part) => typeof part !== 'string' && part.type === 'literal');
    case 'resultFigure':
      return node.alt.filter((part) => typeof part !== 'string' && part.type === 'literal');
    default:
      return [];
  }
}

function declare({ children, reason, place }: LiteralNode): DeclaredLiteral {
  return { text: plainText(children), reason, place };
}

/** A literal may stand within a literal's label. */
function unwrapLiterals(node: Nodes): void {
  replaceNodes(node, (child) => {
    if (child.type !== 'literal') return null;
    unwrapLiterals(child);
    return child.children;
  });
}
