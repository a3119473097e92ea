import type { Tensor } from '@tensorflow/tfjs';

import { floats, type Kernels } from './execute.ts';

const attributes = [floats];

/** Product element by element; either may be a scalar. */
export function multiply(kernels: Kernels, one: Tensor, other: Tensor): Tensor {
  return kernels.run('Mul', attributes, [one, other]);
}
