import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, ofOneDnn, type Kernels } from './execute.ts';

/** Which factor of a product is taken transposed. */
export type Transposed = 'none' | 'first' | 'second';

const attributes = {
  none: [floats, bool('transpose_a', false), bool('transpose_b', false)],
  first: [floats, bool('transpose_a', true), bool('transpose_b', false)],
  second: [floats, bool('transpose_a', false), bool('transpose_b', true)],
};

/**
 * The product of two matrices. Called by its own name, oneDNN's kernel need not be looked for in the place of TensorFlow's,
 * which takes a third of the time of a small product; bits are the same. tfjs reshapes both to batches of matrices first
 * and takes the result apart again.
 */
export function matmul(
  kernels: Kernels,
  first: Tensor,
  second: Tensor,
  transposed: Transposed = 'none',
): Tensor {
  const own = attributes[transposed];
  if (kernels.hasOneDnn()) return kernels.run('_MklMatMul', [...own, ...ofOneDnn], [first, second]);
  return kernels.run('MatMul', own, [first, second]);
}
