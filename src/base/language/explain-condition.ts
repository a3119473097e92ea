import type { Expression, ExpressionNode } from '../expression.ts';
import * as say from '../messages/language.ts';
import { partsOf } from './check-expression.ts';
import { constants } from './constants.ts';
import { evaluate } from './evaluate.ts';
import { LanguageFault } from './fault.ts';
import { printValue } from './print.ts';
import type { Scope } from './scope.ts';
import { isUnknown, itemsOf, type ListValue, type ScalarValue, type Value } from './value.ts';

/**
 * What a condition is made of, a line each: every path in it with its value, then every comparison one of whose sides
 * is computed, with both sides' values. For whoever asks why it is false.
 */
export function explainCondition(expression: Expression, scope: Scope): readonly string[] {
  const asked: Asked = { expression, scope };
  const operands = operandsIn(expression.root, asked) ?? [];
  const lines = [
    ...operands.map((node) => describeOperand(node, asked)),
    ...comparisonsIn(expression.root, operands, asked),
  ];
  return [...new Set(lines)];
}

interface Asked {
  expression: Expression;
  scope: Scope;
}

/** The parts that have a value to show; null where only what stands around them has one: an experiment has none, its `pluck` has. */
function operandsIn(node: ExpressionNode, asked: Asked): readonly ExpressionNode[] | null {
  switch (node.type) {
    case 'literal':
      return [];
    case 'name':
      return constants.has(node.name) ? [] : itself(node, asked);
    case 'member':
    case 'index':
      return itself(node, asked);
    case 'call':
      return node.callee === 'seeds' ? itself(node, asked) : (allOf(node, asked) ?? itself(node, asked));
    default:
      return partsOf(node).flatMap((part) => operandsIn(part, asked) ?? []);
  }
}

function allOf(node: ExpressionNode, asked: Asked): readonly ExpressionNode[] | null {
  const parts = partsOf(node).map((part) => operandsIn(part, asked));
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

function itself(node: ExpressionNode, asked: Asked): readonly ExpressionNode[] | null {
  const value = valueOf(node, asked);
  // What has no value was never asked: the other branch decided.
  return value === null ? [] : isShown(value) ? [node] : null;
}

function isShown(value: Value): value is ScalarValue | ListValue {
  return (
    value.type === 'scalar' ||
    (value.type === 'list' && itemsOf(value).every(({ type }) => type === 'scalar'))
  );
}

function describeOperand(node: ExpressionNode, asked: Asked): string {
  const value = valueOf(node, asked);
  const full = value === null ? '' : textOf(value);
  return say.operandIs(writtenAs(node, asked), full, value?.type === 'scalar' ? printedAs(value) : null);
}

/** How the document shows a number, where that is less than all its digits or other words; null where it is not, or nothing says. */
function printedAs(value: ScalarValue): string | null {
  if (typeof value.value !== 'number') return null;
  try {
    const printed = printValue(value, null);
    return printed === null || Number(printed.replaceAll(',', '')) === value.value ? null : printed;
  } catch (error) {
    if (error instanceof LanguageFault) return null;
    throw error;
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!==']);

/** Comparisons whose sides the operands do not tell already. */
function comparisonsIn(
  node: ExpressionNode,
  told: readonly ExpressionNode[],
  asked: Asked,
): readonly string[] {
  const inside = partsOf(node).flatMap((part) => comparisonsIn(part, told, asked));
  if (node.type !== 'binary' || !COMPARISONS.has(node.operator)) return inside;
  const sides = [node.left, node.right];
  if (sides.every((side) => side.type === 'literal' || told.includes(side))) return inside;
  const [left, right] = sides.map((side) => valueOf(side, asked));
  if (!left || !right) return inside;
  return [
    say.sidesAre(writtenAs(node, asked), `${textOf(left)} ${node.operator} ${textOf(right)}`),
    ...inside,
  ];
}

function valueOf(node: ExpressionNode, { expression, scope }: Asked): Value | null {
  const outcome = evaluate({ ...expression, root: node }, scope, (value) => value);
  return outcome.ok ? outcome.value : null;
}

/** Line breaks of the source mean nothing here. */
function writtenAs({ start, end }: ExpressionNode, { expression }: Asked): string {
  return expression.source.slice(start, end).replace(/\s+/g, ' ');
}

/** More elements than these are counted, not listed. */
const MOST = 6;

function textOf(value: Value): string {
  if (value.type === 'scalar') return isUnknown(value.value) ? '?' : JSON.stringify(value.value);
  if (value.type !== 'list') return say.severalValues();
  const items = itemsOf(value);
  const shown = items.slice(0, MOST).map(textOf).join(', ');
  return items.length > MOST ? say.listGoesOn(shown, items.length) : `[${shown}]`;
}
