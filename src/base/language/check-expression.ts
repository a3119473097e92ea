import type { Diagnostic } from '../diagnostic.ts';
import type { Expression, ExpressionNode } from '../expression.ts';
import type { Place } from '../place.ts';
import { evaluate, locateFault } from './evaluate.ts';
import { checkCall } from './functions.ts';
import { lookUp } from './path.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/**
 * What is wrong with an expression as far as a scope can tell: what evaluating it finds, and, where that finds
 * nothing, the functions and first names in the branches that evaluating left out.
 */
export function checkExpression(
  expression: Expression,
  scope: Scope,
  use: (value: Value) => unknown,
  place: Place = expression.at(0),
): Diagnostic[] {
  const outcome = evaluate(expression, scope, use, place);
  if (!outcome.ok) return [outcome.diagnostic];
  if (!hasBranches(expression.source)) return [];
  const left = locateFault(expression, place, () => {
    checkNode(expression.root, scope);
  });
  return left.ok ? [] : [left.diagnostic];
}

/** Without one of these everything was evaluated. */
function hasBranches(source: string): boolean {
  return /[?&|]|\bif\b/.test(source);
}

function checkNode(node: ExpressionNode, scope: Scope): void {
  if (node.type === 'call') checkCall(node.callee, node.arguments.length, node.start);
  if (node.type === 'name') lookUp(node.name, node.start, { scope, run: 1, runs: new Set() });
  for (const part of partsOf(node)) checkNode(part, scope);
}

/** The expressions directly within one. */
export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.type) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'call':
      return node.arguments;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'list':
      return node.items;
    case 'record':
      return node.members.map((member) => member.value);
  }
}
