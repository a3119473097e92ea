import type { Tensor } from '@tensorflow/tfjs';

import type { TensorLibrary } from '../tensors.ts';

/** Adam's step sizes and memories (Kingma and Ba 2015, algorithm 1, with their defaults for all but the rate). */
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** A parameter with its running means of the gradient and of its square. */
export interface AdamState {
  value: Tensor;
  mean: Tensor;
  square: Tensor;
}

/** Starts at `value`, which from now on belongs to the state. */
export function startAdam(tf: TensorLibrary, value: Tensor): AdamState {
  return { value, mean: tf.zerosLike(value), square: tf.zerosLike(value) };
}

/**
 * What an update multiplies the mean by, `step` counting from 1: the corrections for the means' start at zero go into the
 * rate, as in the paper's section 2.
 */
export function correctedRate({ rate, step }: { rate: number; step: number }): number {
  return (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
}

/** One update of Adam by the scalar of `correctedRate`; the old state stays. For a tidy. */
export function stepAdam(tf: TensorLibrary, old: AdamState, gradient: Tensor, rate: Tensor): AdamState {
  const mean = tf.add(tf.mul(old.mean, beta1), tf.mul(gradient, 1 - beta1));
  const square = tf.add(tf.mul(old.square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const change = tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), epsilon));
  return { value: tf.sub(old.value, change), mean, square };
}
