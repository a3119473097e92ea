import type { Tensor } from '@tensorflow/tfjs';

import { addBias } from './bias.ts';
import { bool, floats, ints, ofOneDnn, text, type Kernels } from './execute.ts';

/*
 * Convolutions along the rows of pictures [pictures, rows, columns, channels] with a kernel [taps, 1, channels, maps]:
 * as many rows come out as went in (SAME), and columns are not mixed. With columns in the middle the values of all
 * columns and channels at one row lie side by side, which suits oneDNN better than rows in the middle do.
 */

const attributes = [
  floats,
  ints('strides', [1, 1, 1, 1]),
  ints('dilations', [1, 1, 1, 1]),
  text('data_format', 'NHWC'),
  text('padding', 'SAME'),
  bool('use_cudnn_on_gpu', false),
];

/** The convolution plus one number a map. With oneDNN both are one kernel, and the bias costs nothing. */
export function convolve(kernels: Kernels, values: Tensor, kernel: Tensor, bias: Tensor): Tensor {
  if (kernels.hasOneDnn())
    return kernels.run('_MklNativeConv2DWithBias', [...attributes, ...ofOneDnn], [values, kernel, bias]);
  return addBias(kernels, kernels.run('Conv2D', attributes, [values, kernel]), bias);
}

/** The gradient of `convolve` by a kernel of shape `shape`. */
export function filterGradient(
  kernels: Kernels,
  values: Tensor,
  gradient: Tensor,
  shape: readonly number[],
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropFilter', attributes, [values, sizes, gradient]);
}

/** The gradient of `convolve` by values of shape `shape`. */
export function inputGradient(
  kernels: Kernels,
  kernel: Tensor,
  gradient: Tensor,
  shape: readonly number[],
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropInput', attributes, [sizes, kernel, gradient]);
}
