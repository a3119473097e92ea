import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, ints, text, type Attribute, type Kernels } from './execute.ts';

/** How a kernel moves along the rows of pictures [pictures, rows, columns, channels]; columns are not mixed. */
export interface Movement {
  /** Rows from one position to the next. */
  stride: number;
  /** `same`: as TensorFlow's SAME shares the padding out; else rows of zeros before and after. */
  padding: 'same' | { before: number; after: number };
}

/** Convolution along the rows with a kernel [taps, 1, channels, filters]. */
export function convolve(kernels: Kernels, values: Tensor, kernel: Tensor, movement: Movement): Tensor {
  return kernels.run('Conv2D', attributesOf(movement), [values, kernel]);
}

/** The gradient of `convolve` by a kernel of shape `shape`. */
export function filterGradient(
  kernels: Kernels,
  values: Tensor,
  gradient: Tensor,
  { shape, ...movement }: Movement & { shape: readonly number[] },
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropFilter', attributesOf(movement), [values, sizes, gradient]);
}

/** The gradient of `convolve` by values of shape `shape`. */
export function inputGradient(
  kernels: Kernels,
  kernel: Tensor,
  gradient: Tensor,
  { shape, ...movement }: Movement & { shape: readonly number[] },
): Tensor {
  const sizes = kernels.tf.tensor1d([...shape], 'int32');
  return kernels.run('Conv2DBackpropInput', attributesOf(movement), [sizes, kernel, gradient]);
}

function attributesOf({ stride, padding }: Movement): Attribute[] {
  const common = [
    floats,
    ints('strides', [1, stride, 1, 1]),
    ints('dilations', [1, 1, 1, 1]),
    text('data_format', 'NHWC'),
    bool('use_cudnn_on_gpu', false),
  ];
  if (padding === 'same') return [...common, text('padding', 'SAME')];
  const { before, after } = padding;
  const explicit = ints('explicit_paddings', [0, 0, before, after, 0, 0, 0, 0]);
  return [...common, text('padding', 'EXPLICIT'), explicit];
}
