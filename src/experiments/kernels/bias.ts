import type { Tensor } from '@tensorflow/tfjs';

import { floats, text, type Kernels } from './execute.ts';

const attributes = [floats, text('data_format', 'NHWC')];

/** Adds one number a column: `values` [..., columns], `bias` [columns]. */
export function addBias(kernels: Kernels, values: Tensor, bias: Tensor): Tensor {
  return kernels.run('BiasAdd', attributes, [values, bias]);
}

/** The gradient of `addBias` by the bias: the sum of each column, [columns]. */
export function biasGradient(kernels: Kernels, gradient: Tensor): Tensor {
  return kernels.run('BiasAddGrad', attributes, [gradient]);
}
