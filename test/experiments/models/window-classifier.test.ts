import type { Rank, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import {
  adamScalars,
  applyAdam,
  createParameter,
  readVariable,
  type AdamVariable,
} from '../../../src/experiments/kernels/adam.ts';
import { softmaxCrossEntropy } from '../../../src/experiments/kernels/cross-entropy.ts';
import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import { dropoutMask } from '../../../src/experiments/kernels/random.ts';
import type { Layer, PassOptions } from '../../../src/experiments/models/layer.ts';
import { denseLayer } from '../../../src/experiments/models/dense.ts';
import { lstmLayer } from '../../../src/experiments/models/lstm-layer.ts';
import { pooledConvolution } from '../../../src/experiments/models/pooled-convolution.ts';
import {
  buildClassifier,
  runClassifier,
  type ModelConfiguration,
  type PerLayer,
} from '../../../src/experiments/models/window-classifier.ts';
import { hasFiniteWeights } from '../../../src/experiments/training/classifier-state.ts';
import { initialWeight } from '../../../src/experiments/training/initial-weights.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { numbersOf, openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let tf: TensorLibrary;
let kernels: Kernels;
beforeAll(() => {
  ({ tf, kernels } = tensorflow);
});

const numbers = (shape: readonly number[], seed = 1): Tensor => numbersOf(tensorflow, shape, seed);

function largestDifference(one: Tensor, other: Tensor): number {
  expect(one.shape).toEqual(other.shape);
  return tf.max(tf.abs(tf.sub(one, other))).dataSync()[0]!;
}

const seed = (pair: readonly number[]): Tensor => tf.tensor1d([...pair], 'int32');
const learning: PassOptions = { dropout: () => seed([1, 2]), inputGradient: true };
const reading: PassOptions = { dropout: null, inputGradient: false };

/** What a layer gives, and its gradients by its input and weights, beside those of a composition of tfjs's operations. */
function expectAsComposed(
  layer: Layer,
  input: Tensor,
  compose: (input: Tensor, weights: readonly Tensor[]) => Tensor,
): void {
  const weights = layer.weights.map(({ shape }, index) => numbers(shape, index + 2));
  const pass = layer.run(kernels, input, weights, learning);
  const output = tf.clone(pass.output);
  expect(largestDifference(output, compose(input, weights))).toBeLessThan(1e-5);
  const read = layer.run(kernels, input, weights, reading);
  expect(largestDifference(read.output, output)).toBeLessThan(1e-5);
  const gradient = numbers(pass.output.shape, 99);
  const { input: byInput, weights: byWeights } = pass.backward(gradient);
  const composed = tf.grads((values, ...others) => compose(values, others))([input, ...weights], gradient);
  for (const [index, by] of [byInput!, ...byWeights].entries())
    expect(largestDifference(by, composed[index]!), `gradient ${index}`).toBeLessThan(1e-4);
}

describe.skipIf(without)(
  'a layer gives what a composition of plain operations gives, and the same gradients',
  () => {
    test.each([
      { rows: 12, kernel: 5, pool: 2 },
      { rows: 12, kernel: 10, pool: 2 },
      { rows: 12, kernel: 4, pool: 2 },
      { rows: 13, kernel: 5, pool: 3 },
      { rows: 12, kernel: 5, pool: 3 },
      { rows: 9, kernel: 1, pool: 4 },
      { rows: 7, kernel: 3, pool: 1 },
      { rows: 100, kernel: 5, pool: 3 },
    ])('convolution $kernel, pooling $pool over $rows rows', ({ rows, kernel, pool }) => {
      const layer = pooledConvolution([rows, 2, 3], { maps: 4, kernel, pool });
      const compose = (values: Tensor, [weight, bias]: readonly Tensor[]): Tensor => {
        const sums = tf.add(tf.conv2d(values as Tensor4D, weight as Tensor4D, 1, 'same'), bias!);
        return tf.maxPool(tf.relu(sums) as Tensor4D, [pool, 1], [pool, 1], 'valid');
      };
      expectAsComposed(layer, numbers([2, rows, 2, 3]), compose);
    });

    test.each(['steps first', 'batch first'] as const)(
      'LSTM, %s, wider and narrower than its gates',
      (order) => {
        for (const [inputs, sequences] of [
          [3, true],
          [3, false],
          [9, true],
          [9, false],
        ] as const) {
          const layer = lstmLayer([4, inputs], { units: 2, sequences, order });
          const shape = order === 'steps first' ? [4, 3, inputs] : [3, 4, inputs];
          expectAsComposed(layer, numbers(shape), (values, weights) => {
            const steps = tf.unstack(order === 'steps first' ? values : tf.transpose(values, [1, 0, 2]));
            const outputs = lstmByHand(steps, weights);
            return sequences ? tf.stack(outputs) : outputs.at(-1)!;
          });
        }
      },
    );

    test('dense, hidden and not', () => {
      for (const hidden of [true, false]) {
        const layer = denseLayer([4, 3], { units: 5, hidden });
        expectAsComposed(layer, numbers([6, 4, 3]), (values, [kernel, bias]) => {
          const sums = tf.add(tf.matMul(tf.reshape(values, [6, 12]), kernel!), bias!);
          return hidden ? tf.relu(sums) : sums;
        });
      }
    });
  },
);

/** Hochreiter's and Schmidhuber's cell with a forget gate, one step after another. */
function lstmByHand(steps: readonly Tensor[], [kernel, recurrent, bias]: readonly Tensor[]): Tensor[] {
  const units = recurrent!.shape[0];
  let [state, output] = [tf.zeros<Rank>([3, units]), tf.zeros<Rank>([3, units])];
  return steps.map((values) => {
    const sums = tf.add(tf.add(tf.matMul(values, kernel!), tf.matMul(output, recurrent!)), bias!);
    const [input, forget, candidate, out] = tf.split(sums, 4, 1);
    state = tf.add(tf.mul(tf.sigmoid(forget!), state), tf.mul(tf.sigmoid(input!), tf.tanh(candidate!)));
    output = tf.mul(tf.sigmoid(out!), tf.tanh(state));
    return output;
  });
}

const families: ModelConfiguration[] = [
  { family: 'mlp', units: [5, 4], dropout: 0.5 },
  { family: 'lstm', units: [4, 3], dropout: 0.5 },
  { family: 'cnn', units: [4], maps: 3, kernel: 5, pool: 2, dropout: 0.5 },
  { family: 'cnn_lstm', units: [2, 3], maps: 4, kernel: 5, pool: 2, dropout: 0.5 },
];

test.skipIf(without).each(families)(
  '$family: the loss falls along its gradient as the gradient says',
  (given) => {
    const shape = { length: 12, channels: 3, classes: 4 };
    const model = buildClassifier(given, shape);
    const random = createRandom(3);
    const weights = model.layers.map((layer) =>
      layer.weights.map((weight) => tf.add(initialWeight(kernels, weight, random), 0.01)),
    );
    const batch = numbers(model.order === 'steps first' ? [12, 6, 3] : [6, 12, 3]);
    const labels = tf.tensor1d([0, 1, 2, 3, 0, 1], 'int32');
    const evaluate = (at: readonly (readonly Tensor[])[]): { loss: number; gradients: Tensor[] } => {
      // Dropout draws from the same stream each time, so the loss is one function of the weights.
      const stream = createRandom(8);
      const { logits, backward } = runClassifier(kernels, model, batch, {
        weights: at,
        dropout: () => seed(stream.seedPair()),
      });
      const { losses, gradient } = softmaxCrossEntropy(kernels, logits, labels);
      const loss = [...losses.dataSync()].reduce((sum, value) => sum + value, 0);
      return { loss, gradients: backward(gradient).flat() };
    };
    const { gradients } = evaluate(weights);
    const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)).dataSync()[0]!);
    const slope = Math.sqrt(squares.reduce((sum, value) => sum + value, 0));
    const moved = (by: number): Tensor[][] => {
      let index = 0;
      return weights.map((layer) =>
        layer.map((weight) => tf.add(weight, tf.mul(gradients[index++]!, by / slope))),
      );
    };
    const measured = (evaluate(moved(1e-3)).loss - evaluate(moved(-1e-3)).loss) / 2e-3;
    expect(Math.abs(measured / slope - 1)).toBeLessThan(0.02);
  },
);

test.skipIf(without)('a weight that is no number is seen', () => {
  const model = buildClassifier(
    { family: 'mlp', units: [1], dropout: 0 },
    { length: 1, channels: 1, classes: 2 },
  );
  const variables = (values: readonly number[]): PerLayer<AdamVariable> => [
    values.map((value) => {
      const [zeros, squares] = [tf.zeros([2]), tf.zeros([2])];
      return createParameter(kernels, { value: tf.tensor1d([1, value]), mean: zeros, square: squares });
    }),
  ];
  expect(hasFiniteWeights(kernels, { model, variables: variables([-1, 0]) })).toBe(true);
  for (const value of [NaN, Infinity, -Infinity])
    expect(hasFiniteWeights(kernels, { model, variables: variables([-1, value]) })).toBe(false);
});

test.skipIf(without)('Adam moves as its authors’ formulas say, in place', () => {
  const value = tf.tensor1d([1, -2, 3]);
  const [start, zeros] = [tf.clone(value), tf.zeros([3])];
  const parameter = createParameter(kernels, { value, mean: zeros, square: tf.clone(zeros) });
  const [rate, beta1, beta2] = [0.1, 0.9, 0.999];
  const expected = [...start.dataSync()];
  const [mean, square] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let steps = 0; steps < 3; steps += 1) {
    const gradient = [0.5, -1, steps];
    applyAdam(kernels, [parameter], [tf.tensor1d(gradient)], adamScalars(kernels, { rate, steps }));
    gradient.forEach((slope, index) => {
      mean[index] = beta1 * mean[index]! + (1 - beta1) * slope;
      square[index] = beta2 * square[index]! + (1 - beta2) * slope ** 2;
      const [first, second] = [
        mean[index] / (1 - beta1 ** (steps + 1)),
        square[index] / (1 - beta2 ** (steps + 1)),
      ];
      expected[index]! -= (rate * first) / (Math.sqrt(second) + 1e-7);
    });
  }
  const reached = readVariable(kernels, parameter.value).dataSync();
  reached.forEach((number, index) => {
    expect(number).toBeCloseTo(expected[index]!, 5);
  });
});

test.skipIf(without)(
  'dropout leaves out the share it says and scales the rest; the same seeds, the same mask',
  () => {
    const mask = dropoutMask(kernels, [100, 100], { rate: 0.25, seed: seed([1, 2]) });
    const values = [...mask.dataSync()];
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(0.25, 1);
    expect(
      largestDifference(mask, dropoutMask(kernels, [100, 100], { rate: 0.25, seed: seed([1, 2]) })),
    ).toBe(0);
    expect(
      largestDifference(mask, dropoutMask(kernels, [100, 100], { rate: 0.25, seed: seed([1, 3]) })),
    ).toBeGreaterThan(1);
  },
);

test.skipIf(without)(
  'recurrent weights start orthonormal, kernels within Glorot’s limit, forget gates at one',
  () => {
    const random = createRandom(5);
    const rows = initialWeight(kernels, { name: 'recurrent', shape: [8, 32], start: 'orthogonal' }, random);
    const products = tf.matMul(rows, rows, false, true);
    expect(largestDifference(products, tf.eye(8))).toBeLessThan(1e-6);
    const kernel = initialWeight(kernels, { name: 'kernel', shape: [5, 1, 16, 16], start: 'glorot' }, random);
    const limit = Math.sqrt(6 / (5 * 32));
    const largest = tf.max(tf.abs(kernel)).dataSync()[0]!;
    expect(largest).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest).toBeGreaterThan(0.98 * limit);
    const bias = initialWeight(
      kernels,
      { name: 'bias', shape: [8], start: 'ones at the forget gate' },
      random,
    );
    expect([...bias.dataSync()]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  },
);
