import { expect, test } from 'vitest';

import type { Row } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/autoencoder-layers.ts';
import { runTask } from '../../support/task-context.ts';

test('the basic autoencoder has 50,992 parameters', async () => {
  expect(await runTask(task, { model: 'basic' })).toMatchObject({ parameters: 50_992, code: 32 });
});

test('the deep autoencoder has 209,968 parameters', async () => {
  expect(await runTask(task, { model: 'deep' })).toMatchObject({ parameters: 209_968, window: 1, code: 32 });
});

test('the convolutional autoencoder has 3,801 parameters', async () => {
  const results = await runTask(task, { model: 'convolutional' });
  expect(results).toMatchObject({ parameters: 3801, window: 3, code: 128, code_shape: '4 × 4 × 8' });
});

test('the denoising autoencoder has 19,105 parameters', async () => {
  const results = await runTask(task, { model: 'denoising' });
  expect(results).toMatchObject({ parameters: 19_105, code: 1568, code_shape: '7 × 7 × 32' });
});

test('the layer table of the convolutional autoencoder reads like the assignment', async () => {
  const { layers } = await runTask(task, { model: 'convolutional' });
  const columns = ['layer', 'output', 'parameters', 'formula', 'receptive_field'];
  const lines = (layers as Row[]).map((row) => columns.map((name) => row[name] ?? '-').join(' | '));
  expect(lines).toEqual([
    'Input | 28 × 28 × 1 | 0 | - | 1 × 1',
    'Zero-padding | 32 × 32 × 1 | 0 | - | 1 × 1',
    'Convolution 3 × 3 | 32 × 32 × 16 | 160 | (3·3·1)·16 + 16 | 3 × 3',
    'Max-pooling 2 × 2 | 16 × 16 × 16 | 0 | - | 4 × 4',
    'Convolution 3 × 3 | 16 × 16 × 8 | 1160 | (3·3·16)·8 + 8 | 8 × 8',
    'Max-pooling 2 × 2 | 8 × 8 × 8 | 0 | - | 10 × 10',
    'Convolution 3 × 3 | 8 × 8 × 8 | 584 | (3·3·8)·8 + 8 | 18 × 18',
    'Max-pooling 2 × 2 | 4 × 4 × 8 | 0 | - | 22 × 22',
    'Transposed convolution 3 × 3 | 8 × 8 × 8 | 584 | (3·3·8)·8 + 8 | -',
    'Transposed convolution 3 × 3 | 16 × 16 × 16 | 1168 | (3·3·8)·16 + 16 | -',
    'Transposed convolution 3 × 3 | 32 × 32 × 1 | 145 | (3·3·16)·1 + 1 | -',
    'Cropping | 28 × 28 × 1 | 0 | - | -',
  ]);
});

test('the shares of the kinds of layers sum to one', async () => {
  const { kinds, parameters } = await runTask(task, { model: 'denoising' });
  const rows = kinds as { parameters: number; share: number }[];
  expect(rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 12);
  expect(rows.reduce((sum, row) => sum + row.parameters, 0)).toBe(parameters);
});

test.each([
  ['basic', 32, 1],
  ['deep', 32, 1],
  ['convolutional', 8, 9],
  ['denoising', 32, 9],
] as const)('each further pair of layers adds 2(k²c² + c) to the %s model', async (model, width, window) => {
  const [plain, grown] = await Promise.all([0, 3].map((further) => runTask(task, { model, further })));
  expect(Number(grown?.parameters) - Number(plain?.parameters)).toBe(
    3 * 2 * (window * width * width + width),
  );
});
