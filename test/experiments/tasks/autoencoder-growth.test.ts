import { expect, test } from 'vitest';

import * as task from '../../../src/experiments/tasks/autoencoder-growth.ts';
import { runTask } from '../../support/task-context.ts';

type Growth = {
  model: string;
  quadratic: number;
  linear: number;
  constant: number;
  pair: number;
  deviation: number;
};

async function growthOf(model: string): Promise<Growth> {
  const { coefficients } = await runTask(task, { multipliers: [1, 2, 5], further: [0, 3] });
  return (coefficients as unknown as Growth[]).find((row) => row.model === model)!;
}

test('the basic model grows in proportion to its code: 2·784·32 m + 32 m + 784', async () => {
  expect(await growthOf('basic')).toEqual({
    model: 'basic',
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
  expect(deep).toContainEqual({
    model: 'denoising',
    further: 3,
    layers: 10,
    parameters: 19_105 + 3 * 2 * 9248,
  });
});
