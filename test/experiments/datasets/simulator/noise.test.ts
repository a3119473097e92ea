import { expect, test } from 'vitest';

import { createNoise, drawBell, drawBetween } from '../../../../src/experiments/datasets/simulator/noise.ts';
import { createRandom } from '../../../../src/base/random.ts';

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map((value) => value ** 2));

test('noise has mean 0 and variance 1, and so have the draws of traits', () => {
  const [noise, random] = [createNoise(3), createRandom(3)];
  for (const values of [draws(20_000, noise.bell), draws(20_000, () => drawBell(random))]) {
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.04);
  }
});

test('a row has its own stream, whatever was drawn before', () => {
  const [noise, other] = [createNoise(5), createNoise(6)];
  noise.seek(41);
  const row = draws(80, noise.bell);
  noise.seek(7);
  draws(3, noise.bell);
  noise.seek(41);
  expect(draws(80, noise.bell)).toEqual(row);
  noise.seek(42);
  expect(draws(80, noise.bell)).not.toEqual(row);
  other.seek(41);
  expect(draws(80, other.bell)).not.toEqual(row);
});

test('neighbouring rows have nothing in common', () => {
  const noise = createNoise(11);
  const rows = Array.from({ length: 4000 }, (_, row) => {
    noise.seek(3 * row);
    return noise.bell();
  });
  const products = rows.slice(1).map((value, index) => value * rows[index]!);
  expect(Math.abs(mean(products))).toBeLessThan(0.05);
});

test('between two numbers', () => {
  const random = createRandom(9);
  const values = draws(1000, () => drawBetween(random, 20, 30));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...values)).toBeLessThan(30);
});
