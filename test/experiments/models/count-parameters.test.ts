import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { buildAutoencoder } from '../../../src/experiments/models/autoencoders.ts';
import {
  describeLayers,
  evaluateFormula,
  parameterFormula,
  receptiveFields,
} from '../../../src/experiments/models/count-parameters.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { loadEngine } from '../../support/task-context.ts';

let tf: TensorLibrary;
beforeAll(async () => {
  tf = (await loadEngine('cpu')).tf;
});

test('a formula is a sum of products', () => {
  expect(evaluateFormula('(3·3·16)·8 + 8')).toBe(1160);
  expect(evaluateFormula('784·32 + 32')).toBe(25_120);
});

test('the generated formula evaluates to the count of any convolution, transposed or not, with and without bias', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 6 }),
  );
  fc.assert(
    fc.property(sizes, fc.boolean(), fc.boolean(), ([kernelSize, inputs, filters], useBias, transposed) => {
      const make = transposed ? tf.layers.conv2dTranspose : tf.layers.conv2d;
      const layer = make({ kernelSize, filters, useBias, kernelInitializer: 'zeros', padding: 'same' });
      layer.apply(tf.input({ shape: [8, 8, inputs] }));
      const formula = parameterFormula(layer)!;
      expect(evaluateFormula(formula)).toBe(layer.countParams());
      expect(formula.startsWith(`(${kernelSize}·${kernelSize}·${inputs})·${filters}`)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a dense layer multiplies each weight once, a convolution at every position of its output', () => {
  const [dense] = describeLayers(buildAutoencoder(tf, 'basic')).slice(1);
  expect(dense).toMatchObject({ parameters: 784 * 32 + 32, multiplications: 784 * 32 });
  const convolution = describeLayers(buildAutoencoder(tf, 'denoising')).find(
    ({ parameters }) => parameters > 0,
  );
  expect(convolution).toMatchObject({ parameters: 320, multiplications: 28 * 28 * 9 * 32 });
});

type Values = number[][][][];

test.each([
  ['convolutional', 32],
  ['denoising', 28],
] as const)('the receptive field of the %s code is as wide as the pixels that reach it', (name, side) => {
  const model = buildAutoencoder(tf, name);
  model.setWeights(model.getWeights().map((weight) => tf.ones(weight.shape)));
  const codeAt = model.layers.findIndex((layer) => layer.name === 'code');
  const input = tf.input({ shape: [side, side, 1] });
  const local = model.layers.slice(1, codeAt + 1).filter((layer) => layer.getClassName() !== 'ZeroPadding2D');
  const code = local.reduce((tensor, layer) => layer.apply(tensor) as typeof input, input);
  const encoder = tf.model({ inputs: input, outputs: code });
  // A dot in every column of the middle row, and an empty image: the code's middle unit answers to the dots it sees.
  const middle = side / 2;
  const dots = tf.eye(side).as4D(side, 1, side, 1);
  const images = tf.concat([tf.pad(dots, [[0, 0], [middle, middle - 1], [0, 0], [0, 0]]), tf.zeros([1, side, side, 1])]); // prettier-ignore
  const answers = (encoder.predict(images) as typeof images).arraySync() as unknown as Values;
  const unit = Math.floor(answers[0]!.length / 2);
  const values = answers.map((answer) => answer[unit]![unit]![0]);
  expect(values.filter((value) => value !== values.at(-1))).toHaveLength(
    receptiveFields(model, 'code')[codeAt]!,
  );
});
