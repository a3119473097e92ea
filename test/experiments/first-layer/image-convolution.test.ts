import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import { imageConvolution } from '../../../src/experiments/first-layer/image-convolution.ts';
import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { numbersOf, openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let tf: TensorLibrary;
let kernels: Kernels;
beforeAll(() => {
  ({ tf, kernels } = tensorflow);
});

const numbers = (shape: readonly number[], seed: number): Tensor => numbersOf(tensorflow, shape, seed);

function compose(input: Tensor, kernel: Tensor, bias: Tensor): Tensor {
  const sums = tf.add(tf.conv2d(input as Tensor4D, kernel as Tensor4D, 1, 'same'), bias);
  return tf.maxPool(tf.relu(sums) as Tensor4D, 2, 2, 'valid');
}

function difference(one: Tensor, other: Tensor): number {
  expect(one.shape).toEqual(other.shape);
  return tf.max(tf.abs(tf.sub(one, other))).dataSync()[0]!;
}

const options = { dropout: (): Tensor => tf.tensor1d([1, 2], 'int32'), inputGradient: true };

describe.skipIf(without)('a convolution of images', () => {
  test.each([
    { side: 8, kernel: 5, channels: 1 },
    { side: 7, kernel: 3, channels: 3 },
  ])('is a composition of plain operations, gradients too: $side, $kernel', ({ side, kernel, channels }) => {
    const layer = imageConvolution([side, side, channels], { maps: 4, kernel, pool: 2 });
    expect(layer.shape).toEqual([Math.floor(side / 2), Math.floor(side / 2), 4]);
    const input = numbers([2, side, side, channels], 1);
    const [weight, bias] = layer.weights.map(({ shape }, index) => numbers(shape, index + 2));
    const pass = layer.run(kernels, tf.clone(input), [weight!, bias!], options);
    const output = tf.clone(pass.output);
    expect(difference(output, compose(input, weight!, bias!))).toBeLessThan(1e-5);
    const gradient = numbers(output.shape, 9);
    const { input: byInput, weights } = pass.backward(gradient);
    const composed = tf.grads((x, w, b) => compose(x, w, b))([input, weight!, bias!], gradient);
    for (const [index, by] of [byInput!, ...weights].entries())
      expect(difference(by, composed[index]!), `gradient ${index}`).toBeLessThan(1e-4);
    const read = layer.run(kernels, tf.clone(input), [weight!, bias!], { ...options, dropout: null });
    expect(difference(read.output, output)).toBeLessThan(1e-6);
    expect(() => read.backward(gradient)).toThrow('not in training');
  });

  test('with fixed kernels it has nothing to learn, and passes gradients on', () => {
    const shape = [3, 3, 1, 2];
    const fixed = numbers(shape, 5);
    const given = { maps: 2, kernel: 3, pool: 2, fixed: fixed.dataSync<'float32'>().slice() };
    const layer = imageConvolution([6, 6, 1], given);
    expect(layer.weights).toEqual([]);
    const input = numbers([2, 6, 6, 1], 1);
    const pass = layer.run(kernels, tf.clone(input), [], options);
    expect(difference(pass.output, compose(input, fixed, tf.zeros([2])))).toBeLessThan(1e-5);
    const gradient = numbers(pass.output.shape, 9);
    const [composed] = tf.grads((x) => compose(x, fixed, tf.zeros([2])))([input], gradient);
    const { input: byInput, weights } = pass.backward(gradient);
    expect(weights).toEqual([]);
    expect(difference(byInput!, composed!)).toBeLessThan(1e-4);
    const first = layer.run(kernels, tf.clone(input), [], { ...options, inputGradient: false });
    expect(first.backward(gradient)).toEqual({ input: null, weights: [] });
  });
});
