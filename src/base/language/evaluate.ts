import type { Diagnostic } from '../diagnostic.ts';
import type { Expression, ExpressionNode } from '../expression.ts';
import * as say from '../messages/language.ts';
import type { Place } from '../place.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { callFunction, checkCall } from './functions.ts';
import { applyBinary, applyUnary, truthOf } from './operators.ts';
import { followPath, lookUp, selectRun, type Walk } from './path.ts';
import type { Scope } from './scope.ts';
import {
  chosenBy,
  eitherOf,
  isAnything,
  isUnknown,
  itemsOf,
  joinSources,
  list,
  noSources,
  record,
  scalar,
  type ListValue,
  type Value,
} from './value.ts';

/** What became of an expression: what `use` made of its value, or the author's mistake. */
export type Evaluation<Use> = { ok: true; value: Use } | { ok: false; diagnostic: Diagnostic };

/**
 * Evaluates an expression and hands the value to `use`. A mistake in either is a diagnostic: at its own place in the
 * expression, or at the expression's start (`place`, where given) for what only `use` can tell, e.g. of a format.
 */
export function evaluate<Use>(
  expression: Expression,
  scope: Scope,
  use: (value: Value) => Use,
  place: Place = expression.at(0),
): Evaluation<Use> {
  return locateFault(expression, place, () => use(walk(expression.root, { scope, run: 1, runs: new Set() })));
}

/** Runs what may meet a mistake of the expression's, and gives the mistake its place in the author's file. */
export function locateFault<Use>(expression: Expression, place: Place, find: () => Use): Evaluation<Use> {
  try {
    return { ok: true, value: find() };
  } catch (error) {
    if (!(error instanceof LanguageFault)) throw error;
    const { rule, message, offset } = error;
    return {
      ok: false,
      diagnostic: { rule, message, place: offset === null ? place : expression.at(offset) },
    };
  }
}

function walk(node: ExpressionNode, at: Walk): Value {
  switch (node.type) {
    case 'literal':
      return scalar(node.value);
    case 'name':
      return lookUp(node.name, node.start, at);
    case 'member':
      return followPath(node, at, walk);
    case 'index':
      return element(node, at);
    case 'call':
      return call(node, at);
    case 'unary':
      return located(node.start, () => applyUnary(node.operator, walk(node.operand, at)));
    case 'binary':
      return binary(node, at);
    case 'conditional':
      return choose([node.test, node.then, node.otherwise], at);
    case 'list':
      return list(node.items.map((item) => walk(item, at)));
    case 'record':
      return literalRecord(node, at);
  }
}

/** Gives a fault of a function or operator its place: where the operation begins. */
function located<Result>(start: number, apply: () => Result): Result {
  try {
    return apply();
  } catch (error) {
    if (!(error instanceof LanguageFault) || error.offset !== null) throw error;
    throw new LanguageFault(error.rule, error.message, start);
  }
}

type Node<Type extends ExpressionNode['type']> = Extract<ExpressionNode, { type: Type }>;

function element(node: Node<'index'>, at: Walk): Value {
  const object = walk(node.object, at);
  const index = walk(node.index, at);
  if (isAnything(object)) return object;
  if (object.type !== 'list') {
    throw new LanguageFault('expression-is-valid', say.onlyListsHaveIndices(describe(object)), node.start);
  }
  if (index.type !== 'scalar' || (!isUnknown(index.value) && !isIndex(index.value))) {
    const got = index.type === 'scalar' ? JSON.stringify(index.value) : describe(index);
    throw new LanguageFault('expression-is-valid', say.indexIsNotWhole(got), node.index.start);
  }
  if (typeof index.value !== 'number') return selectRun(chosenBy(sampleOf(object), index.sources), at);
  if (object.length !== null && index.value >= object.length) {
    throw new LanguageFault(
      'expression-is-valid',
      say.indexIsOutside(index.value, object.length),
      node.index.start,
    );
  }
  const item = object.at(index.value);
  return selectRun(index.sources === noSources ? item : chosenBy(item, index.sources), at);
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** One element that stands for whichever a run will choose. */
function sampleOf(values: ListValue): Value {
  const [first = scalar({ unknown: 'any' }), ...others] = itemsOf(values);
  return others.reduce(eitherOf, first);
}

function literalRecord(node: Node<'record'>, at: Walk): Value {
  const members = node.members.map(({ name, value }) => [name, walk(value, at)] as const);
  return record(new Map(members), '', joinSources(members.map(([, value]) => value)));
}

function binary(node: Node<'binary'>, at: Walk): Value {
  const left = walk(node.left, at);
  if (node.operator === '&&' || node.operator === '||') {
    const truth = located(node.left.start, () => truthOf(left));
    // As in JavaScript the right side is not asked where the left decides, so it may be what only then exists.
    if (truth === (node.operator === '||')) return left;
  }
  const right = walk(node.right, at);
  return located(node.start, () => applyBinary(node.operator, left, right));
}

function choose([test, then, otherwise]: readonly ExpressionNode[], at: Walk): Value {
  if (!test || !then || !otherwise) throw new RangeError('a condition has three parts');
  const condition = walk(test, at);
  const truth = located(test.start, () => truthOf(condition));
  const chosen =
    truth === null ? eitherOf(walk(then, at), walk(otherwise, at)) : walk(truth ? then : otherwise, at);
  const sources = joinSources([chosen, condition]);
  return { ...chosen, sources };
}

function call(node: Node<'call'>, at: Walk): Value {
  checkCall(node.callee, node.arguments.length, node.start);
  if (node.callee === 'if') return choose(node.arguments, at);
  if (node.callee === 'seeds') return overRuns(node, at);
  const values = node.arguments.map((argument) => walk(argument, at));
  const value = located(node.start, () => callFunction(node.callee, values));
  return selectRun(value, at);
}

/** `seeds(x)`: x as each run of the case gives it. The first walk finds out how many there are. */
function overRuns(node: Node<'call'>, at: Walk): Value {
  const [argument] = node.arguments;
  if (!argument) throw new RangeError('seeds takes one argument');
  const runs = new Set<number | null>();
  const first = walk(argument, { ...at, run: 1, runs });
  if (runs.has(null)) return { ...list([first]), length: null };
  const [count] = [...runs].filter((each) => each !== null);
  if (count === undefined) throw new LanguageFault('expression-is-valid', say.noRuns(), argument.start);
  if (runs.size > 1) throw new LanguageFault('expression-is-valid', say.runsDiffer(), argument.start);
  const others = Array.from({ length: count - 1 }, (_, index) => walk(argument, { ...at, run: index + 2 }));
  return list([first, ...others]);
}
