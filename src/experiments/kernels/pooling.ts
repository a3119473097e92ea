import type { Tensor } from '@tensorflow/tfjs';

import { floats, ints, ofOneDnn, text, type Attribute, type Kernels } from './execute.ts';

/** The maxima, and the way back. */
export interface Pooled {
  output: Tensor;
  /** The gradient by what was pooled: each maximum's goes to the place it came from, the first of places alike. */
  backward(gradient: Tensor): Tensor;
}

/** The maximum of every `pool` rows of pictures [pictures, rows, columns, channels]; rows left over are dropped. */
export function maxima(kernels: Kernels, values: Tensor, pool: number): Tensor {
  return kernels.run('MaxPool', attributesOf(pool), [values]);
}

/**
 * The same with the way back. oneDNN's kernel notes which row each came from, a byte a maximum; without the note TensorFlow compares all values again on the
 * way back, which takes longer than the convolution before it.
 */
export function maxPool(kernels: Kernels, values: Tensor, pool: number): Pooled {
  const attributes = attributesOf(pool);
  if (!kernels.hasOneDnn()) {
    const output = kernels.run('MaxPool', attributes, [values]);
    return {
      output,
      backward: (gradient) => kernels.run('MaxPoolGrad', attributes, [values, output, gradient]),
    };
  }
  const native = [...attributes, ...ofOneDnn];
  const [output, note] = kernels.runAll('_MklNativeMaxPool', native, [values], 2);
  if (!output || !note) throw new RangeError('max-pooling gives maxima and where they came from');
  return {
    output,
    backward: (gradient) => kernels.run('_MklNativeMaxPoolGrad', native, [values, output, gradient, note]),
  };
}

function attributesOf(pool: number): Attribute[] {
  return [
    floats,
    ints('ksize', [1, pool, 1, 1]),
    ints('strides', [1, pool, 1, 1]),
    text('padding', 'VALID'),
    text('data_format', 'NHWC'),
    ints('explicit_paddings', []),
  ];
}
