import type { Nodes, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { truthOf } from '../base/language/operators.ts';
import type { LeftOut } from './left-out.ts';
import { evaluateWith, type Results } from './scope.ts';
import { replaceNodes } from './walk.ts';

/** Puts the blocks of every `:::when` that holds in its place; the others go, and what is in them is not asked. */
export function decideWhens(
  trees: readonly Root[],
  results: Results,
): { leftOut: readonly LeftOut[]; diagnostics: readonly Diagnostic[] } {
  const leftOut: LeftOut[] = [];
  const diagnostics: Diagnostic[] = [];
  const decide = (tree: Nodes): void => {
    replaceNodes(tree, (node) => {
      if (node.type !== 'when') return null;
      const truth = evaluateWith(node.condition, results, truthOf);
      if (truth.ok && truth.value === true) {
        decide(node);
        return node.children;
      }
      if (!truth.ok) diagnostics.push(truth.diagnostic);
      leftOut.push({ node, condition: truth.ok ? node.condition.source : null });
      return [];
    });
  };
  trees.forEach(decide);
  return { leftOut, diagnostics };
}
