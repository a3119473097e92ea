import type { Tensor } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import type { Kernels } from '../kernels/execute.ts';
import { normal, uniform } from '../kernels/random.ts';
import type { WeightShape } from '../models/layer.ts';
import { orthogonalRows } from './orthogonal-rows.ts';

/** A weight before training, as Keras would start it. Draws from `random`. */
export function initialWeight(kernels: Kernels, { shape, start }: WeightShape, random: Random): Tensor {
  const { tf } = kernels;
  switch (start) {
    case 'zeros':
      return tf.zeros([...shape]);
    case 'glorot':
      return glorotUniform(kernels, shape, random);
    case 'orthogonal':
      return orthogonal(kernels, shape, random);
    case 'ones at the forget gate': {
      const units = (shape[0] ?? 0) / 4;
      return tf.concat([tf.zeros([units]), tf.ones([units]), tf.zeros([2 * units])]);
    }
  }
}

/**
 * Uniform in ±sqrt(6 / (inputs + outputs)), where a convolution has as many inputs and outputs as a unit takes and gives
 * over all of its taps (Glorot and Bengio 2010, formula 16).
 */
function glorotUniform(kernels: Kernels, shape: readonly number[], random: Random): Tensor {
  const { tf } = kernels;
  const [outputs = 0, inputs = 0, ...window] = [...shape].reverse();
  const taps = window.reduce((size, side) => size * side, 1);
  const limit = Math.sqrt(6 / (taps * (inputs + outputs)));
  return tf.tidy(() => {
    const drawn = uniform(kernels, shape, random.seedPair());
    return tf.sub(tf.mul(drawn, 2 * limit), limit);
  });
}

/** Rows at right angles and of length one, in a random direction (Saxe and others 2014): at most as many as columns. */
function orthogonal(kernels: Kernels, shape: readonly number[], random: Random): Tensor {
  const { tf } = kernels;
  const [rows = 0, columns = 0] = shape;
  const drawn = tf.tidy(() => normal(kernels, shape, random.seedPair()));
  const values = drawn.dataSync<'float32'>();
  drawn.dispose();
  return tf.tensor2d(orthogonalRows(values, { rows, columns }), [rows, columns]);
}
