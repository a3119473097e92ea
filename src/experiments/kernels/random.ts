import type { Tensor } from '@tensorflow/tfjs';

import { floats, typeOf, type Kernels } from './execute.ts';

const attributes = [typeOf('dtype', 'float'), typeOf('T', 'int32'), typeOf('Tseed', 'int32')];

/**
 * Uniform numbers in [0, 1) by Philox, from a pair of seeds: the same pair, the same numbers, on every machine. tfjs
 * draws each number in JavaScript.
 */
export function uniform(kernels: Kernels, shape: readonly number[], seed: readonly [number, number]): Tensor {
  return uniformFrom(kernels, shape, kernels.tf.tensor1d([...seed], 'int32'));
}

function uniformFrom(kernels: Kernels, shape: readonly number[], seed: Tensor): Tensor {
  const inputs = [kernels.tf.tensor1d([...shape], 'int32'), seed];
  return kernels.run('StatelessRandomUniform', attributes, inputs);
}

/** Standard normal numbers, drawn as by `uniform`. */
export function normal(kernels: Kernels, shape: readonly number[], seed: readonly [number, number]): Tensor {
  const { tf } = kernels;
  const inputs = [tf.tensor1d([...shape], 'int32'), tf.tensor1d([...seed], 'int32')];
  return kernels.run('StatelessRandomNormal', attributes, inputs);
}

/**
 * 0 with probability `rate`, else 1 / (1 - rate): what dropout multiplies by, so that the expected value stays. `seed` is
 * a pair, int32.
 */
export function dropoutMask(
  kernels: Kernels,
  shape: readonly number[],
  { rate, seed }: { rate: number; seed: Tensor },
): Tensor {
  const { tf, run } = kernels;
  const kept = 1 - rate;
  const shifted = run('AddV2', [floats], [uniformFrom(kernels, shape, seed), tf.scalar(kept)]);
  const chosen = run('Floor', [floats], [shifted]);
  return run('Mul', [floats], [chosen, tf.scalar(1 / kept)]);
}
