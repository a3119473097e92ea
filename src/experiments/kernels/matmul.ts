import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, type Kernels } from './execute.ts';

/** Which factor of a product is taken transposed. */
export type Transposed = 'none' | 'first' | 'second';

const attributes = {
  none: [floats, bool('transpose_a', false), bool('transpose_b', false)],
  first: [floats, bool('transpose_a', true), bool('transpose_b', false)],
  second: [floats, bool('transpose_a', false), bool('transpose_b', true)],
};

/** The product of two matrices. tfjs reshapes both to batches of matrices first and takes the result apart again. */
export function matmul(
  kernels: Kernels,
  first: Tensor,
  second: Tensor,
  transposed: Transposed = 'none',
): Tensor {
  return kernels.run('MatMul', attributes[transposed], [first, second]);
}
