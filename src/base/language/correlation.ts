import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { listOf, type FunctionTable } from './signature.ts';
import {
  isUnknown,
  itemsOf,
  joinSources,
  scalar,
  typeOfScalar,
  type ListValue,
  type Value,
} from './value.ts';

/** How two lists of numbers, paired by their order, go together: from -1 to 1. */
export const correlationFunctions: FunctionTable = {
  correlation: { least: 2, most: 2, call: (values, name) => ofPairs(values, name, pearson) },
  rank_correlation: {
    least: 2,
    most: 2,
    call: (values, name) => ofPairs(values, name, (a, b) => pearson(ranksOf(a), ranksOf(b))),
  },
};

type OfPairs = (a: readonly number[], b: readonly number[]) => number;

function ofPairs(values: readonly Value[], name: string, apply: OfPairs): Value {
  const lists = [listOf(values, 0, name), listOf(values, 1, name)] as const;
  checkLengths(lists, name);
  const [a, b] = [numbersOf(lists[0], 0, name), numbersOf(lists[1], 1, name)];
  const sources = joinSources(lists.flatMap(itemsOf));
  if (a === null || b === null) return scalar({ unknown: 'number' }, sources);
  const coefficient = apply(a, b);
  // Squares of numbers beyond 1e154 or below 1e-154 are none any more.
  if (!Number.isFinite(coefficient)) throw new LanguageFault('result-is-finite', say.notFinite(`${name}(…)`));
  return scalar(coefficient, sources);
}

function checkLengths([a, b]: readonly [ListValue, ListValue], name: string): void {
  for (const { length } of [a, b]) {
    if (length !== null && length < 2)
      throw new LanguageFault('expression-is-valid', say.tooFew(name, 2, length));
  }
  if (a.length === null || b.length === null || a.length === b.length) return;
  throw new LanguageFault('expression-is-valid', say.lengthsDiffer(name, a.length, b.length));
}

/** The numbers of a list that has two different ones at least; null before the run. */
function numbersOf(values: ListValue, position: number, name: string): readonly number[] | null {
  const plain = itemsOf(values).map((item, index) => {
    if (item.type === 'scalar' && ['number', 'any'].includes(typeOfScalar(item.value))) return item.value;
    const message = say.elementIsNoNumber({ name, position: position + 1, index, got: describe(item) });
    throw new LanguageFault('expression-is-valid', message);
  });
  if (values.length === null || plain.some(isUnknown)) return null;
  const numbers = plain.map(Number);
  if (numbers.some((value) => value !== numbers[0])) return numbers;
  throw new LanguageFault('result-is-finite', say.numbersAreEqual(name, position + 1));
}

/**
 * Pearson's coefficient: the products' sum of both lists' deviations from their means, over the root of the product of
 * the squares' sums. Sums and a root only, so it has the same bits everywhere; rounding leads no further than to 1.
 */
function pearson(a: readonly number[], b: readonly number[]): number {
  const [left, right] = [deviations(a), deviations(b)];
  const together = sumOfProducts(left, right);
  const apart = Math.sqrt(sumOfProducts(left, left) * sumOfProducts(right, right));
  return Math.min(Math.max(together / apart, -1), 1);
}

function deviations(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** Ranks from 1; equal numbers share the mean of the ranks they take up, as Spearman's coefficient has it. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < order.length;) {
    let next = first + 1;
    while (next < order.length && values[order[next] ?? 0] === values[order[first] ?? 0]) next += 1;
    for (const index of order.slice(first, next)) ranks[index] = (first + 1 + next) / 2;
    first = next;
  }
  return ranks;
}
