import type { Tensor } from '@tensorflow/tfjs';

import { addBias } from './bias.ts';
import { bool, floats, int, ints, ofOneDnn, real, text, texts, typesOf, type Kernels } from './execute.ts';
import { relu } from './relu.ts';

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

/** What oneDNN's kernel does to a sum before it writes it. */
const fused = [
  ...attributes,
  int('num_args', 1),
  typesOf('TArgs', ['float']),
  texts('fused_ops', ['BiasAdd', 'Relu']),
  real('epsilon', 0),
  real('leakyrelu_alpha', 0),
  ...ofOneDnn,
];

/** max(convolution + one number a map, 0). With oneDNN the three are one kernel, and bias and ReLU cost nothing. */
export function convolve(kernels: Kernels, values: Tensor, kernel: Tensor, bias: Tensor): Tensor {
  if (kernels.hasOneDnn()) return kernels.run('_MklNativeFusedConv2D', fused, [values, kernel, bias]);
  const sums = kernels.run('Conv2D', attributes, [values, kernel]);
  return relu(kernels, addBias(kernels, sums, bias));
}

/** The gradient of the convolution by a kernel of shape `shape`. */
export function filterGradient(
  kernels: Kernels,
  values: Tensor,
  gradient: Tensor,
  shape: readonly number[],
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropFilter', attributes, [values, sizes, gradient]);
}

/** The gradient of the convolution by values of shape `shape`. */
export function inputGradient(
  kernels: Kernels,
  kernel: Tensor,
  gradient: Tensor,
  shape: readonly number[],
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropInput', attributes, [sizes, kernel, gradient]);
}
