import { beforeAll, expect, test } from 'vitest';

import { weightMissing, weightOfOtherShape } from '../../../src/base/messages/experiments.ts';
import { createRandom } from '../../../src/base/random.ts';
import type { Digits } from '../../../src/experiments/datasets/mnist.ts';
import { compareLogits, compareWithLayers } from '../../../src/experiments/models/compare-logits.ts';
import { logitsInDouble } from '../../../src/experiments/models/digit-network-double.ts';
import {
  buildLayerModel,
  initialWeights,
  loadNetwork,
  logitsByHand,
  storeNetwork,
} from '../../../src/experiments/models/digit-network.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { loadEngine } from '../../support/task-context.ts';

let tf: TensorLibrary;
beforeAll(async () => {
  tf = (await loadEngine('cpu')).tf;
});

const random = createRandom(5);
const digits: Digits = {
  count: 20,
  pixels: 784,
  images: Uint8Array.from({ length: 20 * 784 }, () => random.below(256)),
  labels: Uint8Array.from({ length: 20 }, () => random.below(10)),
};
const weights = initialWeights(random);

test('the computation by hand and the layer model give the same logits', async () => {
  const network = loadNetwork(tf, weights);
  const difference = await compareWithLayers(tf, digits, {
    network,
    model: buildLayerModel(tf, network),
    tolerance: 1e-6,
  });
  expect(difference).toMatchObject({ images: 20, logits: 200, readings: 0, beyond: 0 });
  expect(difference.row).toBeLessThan(1e-6);
});

test('plain 64-bit loops give the same logits within the rounding of 32 bits', () => {
  const network = loadNetwork(tf, weights);
  const images = tf.tensor2d(
    Float32Array.from(digits.images, (pixel) => pixel / 255),
    [20, 784],
  );
  const byHand = logitsByHand(tf, images, network).dataSync();
  const { row } = compareLogits(byHand, logitsInDouble(digits, weights), { classes: 10, tolerance: 1e-6 });
  expect(row).toBeGreaterThan(0);
  expect(row).toBeLessThan(2e-6);
});

test('a layer model with other weights is told apart', async () => {
  const network = loadNetwork(tf, weights);
  const other = loadNetwork(tf, initialWeights(createRandom(6)));
  const difference = await compareWithLayers(tf, digits, {
    network,
    model: buildLayerModel(tf, other),
    tolerance: 1e-6,
  });
  expect(difference.beyond).toBe(20);
  expect(difference.row).toBeGreaterThan(0.1);
  expect(difference.differing).toBe(200);
});

test('the relative difference is taken by the element and by the image', () => {
  expect(compareLogits([4, 0.5, 1, 2], [4, 0.25, 1, 2], { classes: 2, tolerance: 0.06 })).toEqual({
    images: 2,
    logits: 4,
    relative: 0.5,
    row: 0.0625,
    differing: 1,
    readings: 0,
    beyond: 1,
  });
  expect(compareLogits([Number.NaN, 1], [1, 1], { classes: 2, tolerance: 1 }).beyond).toBe(1);
  expect(compareLogits([1, 2], [2, 1], { classes: 2, tolerance: 1 }).readings).toBe(1);
});

test('stored and loaded, the network is the same', async () => {
  expect(await storeNetwork(loadNetwork(tf, weights))).toEqual(weights);
});

test('a weight file without a tensor, or with one of another shape, is refused', () => {
  const { 'output.bias': bias, ...rest } = weights;
  expect(() => loadNetwork(tf, rest)).toThrow(weightMissing('output.bias'));
  const other = { ...rest, 'output.bias': { ...bias!, shape: [2, 5] } };
  expect(() => loadNetwork(tf, other)).toThrow(weightOfOtherShape('output.bias', [10], [2, 5]));
});
