import { expect, test } from 'vitest';

import type { Row } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/autoencoder-growth.ts';
import { runTask } from '../../support/task-context.ts';

type Growth = {
  quadratic: number;
  linear: number;
  constant: number;
  pair: number;
  deviation: number;
  gap: number;
};

async function growthOf(model: string): Promise<Growth> {
  const results = await runTask(task, { multipliers: [1, 2, 5], further: [0, 3] });
  return results[model] as unknown as Growth;
}

test('the basic model grows in proportion to its code: 2·784·32 m + 32 m + 784', async () => {
  expect(await growthOf('basic')).toMatchObject({
    quadratic: 0,
    linear: 2 * 784 * 32 + 32,
    constant: 784,
    pair: 2 * (32 * 32 + 32),
    deviation: 0,
  });
});

test('the deep model has a quadratic part where two hidden layers meet', async () => {
  expect(await growthOf('deep')).toMatchObject({
    quadratic: 2 * 128 * 32,
    linear: 2 * 784 * 128 + 128 + 32 + 128,
    constant: 784,
    deviation: 0,
  });
});

test('the convolutional model grows with the product of neighbouring maps', async () => {
  expect(await growthOf('convolutional')).toMatchObject({
    quadratic: 9 * (16 * 8 + 8 * 8 + 8 * 8 + 8 * 16),
    linear: 9 * 16 + 9 * 16 + (16 + 8 + 8 + 8 + 16),
    constant: 1,
    pair: 2 * (9 * 8 * 8 + 8),
    deviation: 0,
  });
});

test('a model built wider or deeper than the three fitted ones agrees with the polynomial', async () => {
  const { by_width: wide, by_depth: deep } = await runTask(task, { multipliers: [5], further: [3] });
  expect(wide).toContainEqual({ model: 'denoising', multiplier: 5, parameters: 18_432 * 25 + 672 * 5 + 1 });
  const parameters = 19_105 + 3 * 2 * 9248;
  const ratio = parameters / 19_105;
  expect(deep).toContainEqual({ model: 'denoising', further: 3, layers: 10, parameters, ratio });
});

test('what the prose names is that of its model, whatever multipliers are asked for', async () => {
  const results = await runTask(task, { multipliers: [12, 3], further: [5] });
  expect(results).toMatchObject({ widest: 12, deepest: 5, checked: 2 * 4, deviation: 0 });
  const wide = (results['by_width'] as Row[]).filter((row) => row['multiplier'] === 12);
  for (const { model, parameters } of wide) {
    const named = results[String(model)] as { narrow: number; wide: number; factor: number };
    expect(named.wide).toBe(parameters);
    expect(named.factor).toBe(named.wide / named.narrow);
  }
  expect(results['convolutional']).toMatchObject({ narrow: 3801, wide: 3456 * 144 + 344 * 12 + 1 });
});

test('the closed formulas give the coefficients that the built models have', async () => {
  const { gap, coefficients } = await runTask(task, {});
  expect(gap).toBe(0);
  expect((coefficients as Row[]).map((row) => row['gap'])).toEqual([0, 0, 0, 0]);
});
