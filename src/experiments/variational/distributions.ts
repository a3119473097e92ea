import type { Tensor } from '@tensorflow/tfjs';

import { floats, type Kernels } from '../kernels/execute.ts';
import { normal, uniform } from '../kernels/random.ts';

/** A distribution on the real line in its standard place, at 0 and of scale 1; symmetric. All functions go element by element. */
export interface StandardDistribution {
  /** Numbers drawn from it, the same for the same pair of seeds. */
  noise: (kernels: Kernels, shape: readonly number[], seed: readonly [number, number]) => Tensor;
  /** Logarithm of the density, up to a constant that does not depend on the value. */
  logDensity: (kernels: Kernels, values: Tensor) => Tensor;
  /** Minus the derivative of `logDensity`. */
  score: (kernels: Kernels, values: Tensor) => Tensor;
}

/** One whose quantiles have a formula too: `shares` in (0, 1). */
export interface QuantileDistribution extends StandardDistribution {
  quantiles: (kernels: Kernels, shares: Tensor) => Tensor;
}

/** The normal distribution. */
export const gaussian: QuantileDistribution = {
  noise: normal,
  logDensity: ({ tf }, values) => tf.mul(tf.square(values), -0.5),
  score: ({ tf }, values) => tf.clone(values),
  quantiles: ({ run }, shares) => run('Ndtri', [floats], [shares]),
};

/** Half the distance of two neighbours among the numbers that `uniform` draws: moves them off 0, and 1 stays out of reach. */
const halfStep = 1 / 16_777_216;

/** Laplace's distribution, of density exp(-|t|) / 2. */
export const laplace: QuantileDistribution = {
  noise: (kernels, shape, seed) =>
    laplace.quantiles(kernels, kernels.tf.add(uniform(kernels, shape, seed), halfStep)),
  logDensity: ({ tf }, values) => tf.neg(tf.abs(values)),
  score: ({ tf }, values) => tf.sign(values),
  quantiles: ({ tf }, shares) => {
    const centred = tf.sub(shares, 0.5);
    const tails = tf.sub(1, tf.mul(tf.abs(centred), 2));
    return tf.neg(tf.mul(tf.sign(centred), tf.log(tails)));
  },
};

/** Student's t with `freedom` degrees of freedom, a whole number: a normal number by the root of a mean of squared ones. */
export function student(freedom: number): StandardDistribution {
  return {
    noise: (kernels, shape, [first, second]) => {
      const { tf } = kernels;
      const draw = (index: number): Tensor =>
        normal(kernels, shape, [first, (second + index) % 2_147_483_648]);
      let squares = tf.square(draw(1));
      for (let index = 2; index <= freedom; index += 1) squares = tf.add(squares, tf.square(draw(index)));
      return tf.div(draw(0), tf.sqrt(tf.div(squares, freedom)));
    },
    logDensity: ({ tf }, values) =>
      tf.mul(tf.log(tf.add(1, tf.div(tf.square(values), freedom))), -(freedom + 1) / 2),
    score: ({ tf }, values) => tf.div(tf.mul(values, freedom + 1), tf.add(tf.square(values), freedom)),
  };
}
