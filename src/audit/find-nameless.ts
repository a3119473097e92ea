import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import { findExpressions } from '../base/find-expressions.ts';
import { partsOf } from '../base/language/check-expression.ts';
import { constants } from '../base/language/constants.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CleanPassages } from './clean-passages.ts';
import { findNumbers } from './find-numbers.ts';
import { significantDigits } from './significant-digits.ts';

/**
 * Expressions that hold numbers and name nothing: `:value[42]` prints what its author wrote, dressed up as a result. So
 * do rows and figures' data written out in `of`, and `:value[mlp.f1 > 0 ? '0.91' : '0.9']`. What a condition holds is not
 * shown.
 */
export function findNameless(report: ParsedReport, clean: CleanPassages): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const source of [report.abstract, ...report.sources]) {
    findExpressions(source?.tree, (expression, member) => {
      // Without a digit there is no number.
      if (member === 'condition' || !/\p{N}/u.test(expression.source)) return;
      const signature = `expression ${JSON.stringify(expression.source)}`;
      found.push(...clean.unlessClean(signature, () => namelessOf(expression)));
    });
  }
  return found;
}

function namelessOf(expression: Expression): Diagnostic[] {
  const { root, source } = expression;
  const parts = isNameless(root) ? [{ start: root.start, written: source }] : writtenIn(root, source);
  return parts.map(({ start, written }) => ({
    rule: 'number-is-bound',
    message: say.expressionIsNameless(written),
    place: expression.at(start),
  }));
}

function isNameless(node: ExpressionNode): boolean {
  return hasNumber(node) && !hasName(node);
}

function hasNumber(node: ExpressionNode): boolean {
  if (node.type === 'literal')
    return typeof node.value === 'number' || /\p{N}/u.test(String(node.value ?? ''));
  return partsOf(node).some(hasNumber);
}

function hasName(node: ExpressionNode): boolean {
  return node.type === 'name' ? !constants.has(node.name) : partsOf(node).some(hasName);
}

interface Written {
  start: number;
  written: string;
}

/**
 * Numbers that an expression with names shows as they stand, in what it chooses, joins or lists: those in texts, and those
 * of two significant digits; others count, or say where a line of a figure ends.
 */
function writtenIn(node: ExpressionNode, source: string): readonly Written[] {
  const inEach = (parts: readonly ExpressionNode[]): Written[] =>
    parts.flatMap((part) => chosenIn(part, source));
  switch (node.type) {
    case 'literal': {
      const isText = typeof node.value === 'string' && findNumbers(node.value).length > 0;
      return isText ? [{ start: node.start, written: source.slice(node.start, node.end) }] : [];
    }
    case 'conditional':
      return inEach([node.then, node.otherwise]);
    case 'call':
      return node.callee === 'verdict' || node.callee === 'if' ? inEach(node.arguments.slice(1)) : [];
    case 'binary':
      return node.operator === '+' ? partsOf(node).flatMap((part) => writtenIn(part, source)) : [];
    case 'list':
    case 'record':
      return inEach(partsOf(node));
    default:
      return [];
  }
}

/** The same of a part that may be a number by itself. */
function chosenIn(node: ExpressionNode, source: string): readonly Written[] {
  if (node.type !== 'literal' || typeof node.value !== 'number') return writtenIn(node, source);
  const written = source.slice(node.start, node.end);
  return significantDigits(written) > 1 ? [{ start: node.start, written }] : [];
}
