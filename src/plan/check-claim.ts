import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import { checkExpression, partsOf } from '../base/language/check-expression.ts';
import { evaluate } from '../base/language/evaluate.ts';
import { truthOf } from '../base/language/operators.ts';
import type { Scope } from '../base/language/scope.ts';
import { isAnything, type Value } from '../base/language/value.ts';
import * as messages from '../base/messages/plan.ts';
import type { ClaimNode } from '../base/tree.ts';

/** A claim's condition: true or false, and such that a result or a published figure could refute it. */
export function checkClaim({ condition }: ClaimNode, scope: Scope): Diagnostic[] {
  const faults = checkExpression(condition, scope, truthOf);
  if (faults.length > 0 || canFail(condition, condition.root, scope)) return faults;
  const message = messages.claimCannotFail(condition.source);
  return [{ rule: 'claim-can-fail', message, place: condition.at(condition.root.start) }];
}

/** Whether a result or a published figure goes into any part; parts that evaluating left out are asked as well. */
function canFail(condition: Expression, node: ExpressionNode, scope: Scope): boolean {
  const outcome = evaluate({ ...condition, root: node }, scope, dependsOnResults);
  // What was left out may fault by itself: it is behind a condition that asks for it.
  if (!outcome.ok || outcome.value) return true;
  // `mlp.wide.given.epochs` is no result, though `mlp.wide` holds some.
  return node.type !== 'member' && partsOf(node).some((part) => canFail(condition, part, scope));
}

/** What nobody knows yet may come from anything. */
function dependsOnResults(value: Value): boolean {
  const { jobs, published } = value.sources;
  return isAnything(value) || jobs.size > 0 || published.size > 0;
}
