import { expect, test } from 'vitest';

import type { Row } from '../../../src/base/results.ts';
import { autoencoderNames } from '../../../src/experiments/models/autoencoders.ts';
import { evaluateFormula } from '../../../src/experiments/models/count-parameters.ts';
import * as task from '../../../src/experiments/tasks/autoencoder-layers.ts';
import { runTask } from '../../support/task-context.ts';

interface Part {
  parameters: number;
  formulas: string;
  counts: string;
}

interface Parts {
  parameters: number;
  encoder: Part;
  decoder: Part;
}

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

test.each(autoencoderNames)(
  'the parts of the %s model add up, as numbers and as the sums written out',
  async (model) => {
    const { parameters, encoder, decoder } = (await runTask(task, { model })) as unknown as Parts;
    for (const part of [encoder, decoder]) {
      expect(evaluateFormula(part.counts.replaceAll(',', ''))).toBe(part.parameters);
      expect(evaluateFormula(part.formulas.replace(/[[\]]/g, ''))).toBe(part.parameters);
    }
    expect(encoder.parameters + decoder.parameters).toBe(parameters);
  },
);

test('layers are known by what they connect, widths come from the layers built', async () => {
  expect(await runTask(task, { model: 'convolutional' })).toMatchObject({
    from_image: { inputs: 1, outputs: 16, parameters: 160, formula: '(3·3·1)·16 + 16' },
    into_code: { inputs: 8, outputs: 8, parameters: 584 },
    out_of_code: { inputs: 8, outputs: 8, parameters: 584 },
    to_image: { inputs: 16, outputs: 1, parameters: 145 },
    widths: [16, 8, 8],
    widths_text: '16, 8 and 8',
    inner_products: '16·8 + 8·8',
    pooling: { layers: 3, factor: 8, side: 32 },
  });
  expect(await runTask(task, { model: 'basic' })).toMatchObject({
    widths_text: '32',
    inner_products: '0',
    pooling: { layers: 0, factor: 1, side: 0 },
    activations: 32 + 784,
  });
});
