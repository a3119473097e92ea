import { beforeAll, describe, expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import { trainingDiverged } from '../../../src/base/messages/experiments.ts';
import type { DigitTensors } from '../../../src/experiments/datasets/mnist.ts';
import { openKernels, type Kernels } from '../../../src/experiments/kernels/execute.ts';
import type { DenseNetwork } from '../../../src/experiments/pruning/dense-network.ts';
import {
  loadDense,
  lossGradients,
  measureActivity,
  readWith,
} from '../../../src/experiments/pruning/run-network.ts';
import { dropWeights, factoriseLayers } from '../../../src/experiments/pruning/shrink-network.ts';
import { decompose } from '../../../src/experiments/pruning/singular-values.ts';
import { trainFurther } from '../../../src/experiments/pruning/train-further.ts';
import { loadEngine } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';
import { imagesOf, layerByHand, logitsByHand, networkOf } from './networks.ts';

const without = reasonWithoutTensorflow() !== null;
const images = imagesOf(12, 6);
const labels = images.map((_, index) => index % 3);
const full = networkOf([6, 5, 4, 3]);
const factors = factoriseLayers(
  full,
  full.slice(0, 2).map(({ factors: [kernel] }) => decompose(kernel!)),
  0.5,
);

let kernels: Kernels;
let batch: DigitTensors;
beforeAll(async () => {
  if (without) return;
  kernels = openKernels((await loadEngine('tensorflow')).tf);
  const { tf } = kernels;
  batch = { images: tf.tensor2d(images), labels: tf.tensor1d(labels, 'int32') };
});

/** The mean cross-entropy in plain loops. */
function lossByHand(network: DenseNetwork): number {
  const losses = images.map((image, index) => {
    const logits = logitsByHand(network, image);
    return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[labels[index]!]!;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** The network with one of its numbers moved, counted through factors and bias of a layer. */
function moved(network: DenseNetwork, [layer, part, place]: readonly number[], by: number): DenseNetwork {
  const move = (values: Float32Array): Float32Array =>
    values.map((value, index) => (index === place ? value + by : value));
  return network.map((weights, index) => {
    if (index !== layer) return weights;
    if (part === weights.factors.length) return { ...weights, bias: move(weights.bias) };
    const changed = weights.factors.map((one, at) =>
      at === part ? { ...one, values: move(one.values) } : one,
    );
    return { ...weights, factors: changed };
  });
}

describe.skipIf(without)('with TensorFlow', () => {
  test.each([
    ['kernels', full],
    ['factors', factors],
  ])('gradients through %s are those of finite differences', (_, network) => {
    const { gradients } = lossGradients(kernels, loadDense(kernels, network), batch);
    const parts = network.flatMap(({ factors: all }, layer) =>
      [...all, null].map((__, part) => [layer, part]),
    );
    expect(gradients).toHaveLength(parts.length);
    const step = 1 / 4096;
    parts.forEach((part, index) => {
      const found = gradients[index]!.dataSync();
      for (const place of [0, found.length - 1]) {
        const [up, down] = [step, -step].map((by) => lossByHand(moved(network, [...part, place], by)));
        expect(found[place]).toBeCloseTo((up! - down!) / (2 * step), 4);
      }
    });
  });

  test('loss, accuracy and the activity of units are those of plain loops', async () => {
    const { loss, accuracy } = await readWith(kernels, full, batch);
    expect(loss).toBeCloseTo(lossByHand(full), 5);
    const right = images.filter((image, index) => {
      const logits = logitsByHand(full, image);
      return logits.indexOf(Math.max(...logits)) === labels[index];
    });
    expect(accuracy).toBeCloseTo(right.length / images.length, 6);
    const [first] = await measureActivity(kernels, full, batch.images);
    const given = images.map((image) => layerByHand(full[0]!, image)[1]!);
    const mean = given.reduce((sum, value) => sum + value, 0) / given.length;
    const square = given.reduce((sum, value) => sum + (value - mean) ** 2, 0) / given.length;
    expect(first!.mean[1]).toBeCloseTo(mean, 5);
    expect(first!.spread[1]).toBeCloseTo(Math.sqrt(square), 5);
  });

  const given = { epochs: 20, batch: 4, rate: 0.05, decay: 0 };
  const train = (network: DenseNetwork, seed = 1, options = given): DenseNetwork =>
    trainFurther(kernels, network, { data: batch, given: options, random: createRandom(seed) });

  test('training lowers the loss, and the same seed gives the same bits', async () => {
    const trained = train(full);
    expect((await readWith(kernels, trained, batch)).loss).toBeLessThan(lossByHand(full) - 0.1);
    expect(train(full)).toEqual(trained);
    expect(train(full, 2)).not.toEqual(trained);
  });

  test('weights that were dropped stay at zero, and the others move', () => {
    const sparse = dropWeights(full, 0.4);
    const trained = train(sparse, 1, { ...given, decay: 0.01 });
    trained.forEach(({ factors: [kernel] }, layer) => {
      const before = sparse[layer]!.factors[0]!.values;
      expect([...kernel!.values].map((value) => value === 0)).toEqual(
        [...before].map((value) => value === 0),
      );
      expect(kernel!.values).not.toEqual(before);
    });
  });

  test('with no error to learn from the penalty alone shrinks the weights', () => {
    const constant = full.map((layer) => ({ ...layer, factors: layer.factors.map((one) => ({ ...one })) }));
    const decayed = train(constant, 1, { ...given, epochs: 5, decay: 10 });
    const norm = ([layer]: DenseNetwork): number =>
      layer!.factors[0]!.values.reduce((sum, value) => sum + value * value, 0);
    expect(norm(decayed)).toBeLessThan(norm(constant) / 4);
  });

  test('a loss that is no number ends the training', () => {
    expect(() => train(full, 1, { ...given, rate: 1e38 })).toThrow(trainingDiverged(1).slice(0, 20));
  });
});
