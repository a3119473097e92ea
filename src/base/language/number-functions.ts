import { ofNumbers, ofScalars, type FunctionTable, type LanguageFunction } from './signature.ts';

const one = (apply: (x: number) => number): LanguageFunction =>
  ofScalars([1, 1], ['number'], 'number', apply);
const two = (apply: (x: number, y: number) => number): LanguageFunction =>
  ofScalars([2, 2], ['number'], 'number', (x = 0, y = 0) => apply(x, y));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
/** The mean of at least one number. */
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** Sample standard deviation: the squares' sum over n - 1, of at least two values. */
export function sdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return meanOf([sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0]);
}

/** Functions of numbers, and of lists of them. */
export const numberFunctions: FunctionTable = {
  abs: one(Math.abs),
  ceil: one(Math.ceil),
  floor: one(Math.floor),
  round: one(Math.round),
  sqrt: one(Math.sqrt),
  exp: one(Math.exp),
  log: one(Math.log),
  sin: one(Math.sin),
  cos: one(Math.cos),
  tan: one(Math.tan),
  asin: one(Math.asin),
  acos: one(Math.acos),
  atan: one(Math.atan),
  atan2: two(Math.atan2),
  hypot: two(Math.hypot),
  pow: two(Math.pow),
  clamp: ofScalars([3, 3], ['number'], 'number', (x = 0, low = 0, high = 0) =>
    Math.min(Math.max(x, low), high),
  ),
  within: ofScalars(
    [3, 3],
    ['number'],
    'truth',
    (a = 0, b = 0, tolerance = 0) => Math.abs(a - b) <= tolerance,
  ),
  min: ofNumbers((values) => values.reduce((least, value) => Math.min(least, value)), { most: Infinity }),
  max: ofNumbers((values) => values.reduce((most, value) => Math.max(most, value)), { most: Infinity }),
  mean: ofNumbers(meanOf),
  median: ofNumbers(medianOf),
  sd: ofNumbers(sdOf, { fewest: 2 }),
  sum: ofNumbers(sumOf),
};
