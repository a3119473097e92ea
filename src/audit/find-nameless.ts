import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import { findExpressions, namesIn } from '../base/find-expressions.ts';
import { partsOf } from '../base/language/check-expression.ts';
import { constants } from '../base/language/constants.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';

/**
 * Expressions that hold numbers and name nothing: `:value[42]` prints what its author wrote, dressed up as a result. So
 * do rows and figures' data written out in `of`. What a condition holds is not shown.
 */
export function findNameless(report: ParsedReport): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const source of [report.abstract, ...report.sources]) {
    findExpressions(source?.tree, (expression, member) => {
      if (member === 'condition' || !isNameless(expression)) return;
      const place = expression.at(expression.root.start);
      found.push({ rule: 'number-is-bound', message: say.expressionIsNameless(expression.source), place });
    });
  }
  return found;
}

function isNameless({ root }: Expression): boolean {
  return hasNumber(root) && namesIn(root).every((name) => constants.has(name));
}

function hasNumber(node: ExpressionNode): boolean {
  if (node.type === 'literal')
    return typeof node.value === 'number' || /\p{N}/u.test(String(node.value ?? ''));
  return partsOf(node).some(hasNumber);
}
