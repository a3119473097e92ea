import type { BinaryOperator } from '../expression.ts';
import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import {
  isUnknown,
  joinSources,
  scalar,
  typeOfScalar,
  type Scalar,
  type ScalarType,
  type ScalarValue,
  type Unknown,
  type Value,
} from './value.ts';

const RULE = 'expression-is-valid';

/** Whether a condition holds; null where only a run can tell. */
export function truthOf(value: Value): boolean | null {
  if (value.type === 'scalar' && typeof value.value === 'boolean') return value.value;
  if (isOf(value, 'truth')) return null;
  throw new LanguageFault(RULE, say.conditionIsNoTruth(describe(value)));
}

export function applyUnary(operator: '-' | '+' | '!', operand: Value): ScalarValue {
  const wanted = operator === '!' ? 'truth' : 'number';
  if (operand.type !== 'scalar' || !isOf(operand, wanted)) {
    const words = wanted === 'truth' ? 'true or false' : 'a number';
    throw new LanguageFault(RULE, say.operandIsWrong(operator, words, describe(operand)));
  }
  const { value, sources } = operand;
  if (isUnknown(value)) return scalar({ unknown: wanted }, sources);
  if (operator === '!') return scalar(!value, sources);
  return scalar(operator === '-' ? -Number(value) : Number(value), sources);
}

export function applyBinary(operator: BinaryOperator, left: Value, right: Value): ScalarValue {
  return scalar(compute(operator, left, right), joinSources([left, right]));
}

function compute(operator: BinaryOperator, left: Value, right: Value): Scalar | Unknown {
  switch (operator) {
    case '&&':
    case '||':
      return truthOf(left) === null ? { unknown: 'truth' } : (truthOf(right) ?? { unknown: 'truth' });
    case '==':
    case '===':
      return equals(operator, left, right) ?? { unknown: 'truth' };
    case '!=':
    case '!==':
      return negated(equals(operator, left, right));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function negated(equal: boolean | null): boolean | Unknown {
  return equal === null ? { unknown: 'truth' } : !equal;
}

/** Whether two values are equal; null where only a run can tell. Anything may be compared with null. */
function equals(operator: string, left: Value, right: Value): boolean | null {
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a === 'any' || b === 'any') return null;
  if (a === 'null' || b === 'null') return equalsNull(a === 'null' ? right : left);
  if (left.type !== 'scalar' || right.type !== 'scalar' || a !== b) throw differ(operator, left, right);
  return isUnknown(left.value) || isUnknown(right.value) ? null : left.value === right.value;
}

function equalsNull(other: Value): boolean | null {
  // The cell of a table may be null, whatever its column declares: before the run nobody knows.
  if (other.type === 'scalar' && isUnknown(other.value)) return null;
  return other.type === 'scalar' && other.value === null;
}

function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean | Unknown {
  const isOrdered =
    (isOf(left, 'number') && isOf(right, 'number')) || (isOf(left, 'text') && isOf(right, 'text'));
  if (!isOrdered || left.type !== 'scalar' || right.type !== 'scalar') throw differ(operator, left, right);
  const [a, b] = [left.value, right.value];
  if (isUnknown(a) || isUnknown(b) || a === null || b === null) return { unknown: 'truth' };
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value): Scalar | Unknown {
  if (operator === '+' && isOf(left, 'text') && isOf(right, 'text')) return joinTexts(left, right);
  if (!isOf(left, 'number') || !isOf(right, 'number')) {
    if (operator === '+') throw differ(operator, left, right);
    throw new LanguageFault(RULE, say.operandsAreNoNumbers(operator, describe(left), describe(right)));
  }
  const [a, b] = [left, right].map((operand) => (operand.type === 'scalar' ? operand.value : null));
  if (typeof a !== 'number' || typeof b !== 'number') return { unknown: 'number' };
  const result = calculate(operator, a, b);
  if (!Number.isFinite(result))
    throw new LanguageFault('result-is-finite', say.notFinite(`${a} ${operator} ${b}`));
  return result;
}

function joinTexts(left: Value, right: Value): string | Unknown {
  const [a, b] = [left, right].map((operand) => (operand.type === 'scalar' ? operand.value : null));
  // Two unknowns that may be numbers or texts.
  if (isOf(left, 'number') || isOf(right, 'number')) return { unknown: 'any' };
  return typeof a === 'string' && typeof b === 'string' ? a + b : { unknown: 'text' };
}

function calculate(operator: '+' | '-' | '*' | '/' | '%', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

function differ(operator: string, left: Value, right: Value): LanguageFault {
  return new LanguageFault(RULE, say.operandsDiffer(operator, describe(left), describe(right)));
}

function typeOf(value: Value): ScalarType | 'list' | 'record' | 'file' {
  return value.type === 'scalar' ? typeOfScalar(value.value) : value.type;
}

/** Whether a value is, or before the run may be, of a type. */
function isOf(value: Value, type: ScalarType): boolean {
  const found = typeOf(value);
  return found === type || found === 'any';
}
