import type { Tensor } from '@tensorflow/tfjs';

import { floats, type Kernels } from './execute.ts';

const attributes = [floats];

/** max(x, 0), element by element. */
export function relu(kernels: Kernels, values: Tensor): Tensor {
  return kernels.run('Relu', attributes, [values]);
}

/**
 * `gradient` where `values` is positive, else 0. `values` may be what went into `relu` or what came out of it. One kernel
 * instead of the five (IsNan, Greater, Fill, Select, Mul) that tfjs makes of it.
 */
export function reluGradient(kernels: Kernels, gradient: Tensor, values: Tensor): Tensor {
  return kernels.run('ReluGrad', attributes, [gradient, values]);
}
