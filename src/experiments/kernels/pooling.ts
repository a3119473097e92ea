import type { Tensor } from '@tensorflow/tfjs';

import { floats, ints, ofOneDnn, text, type Attribute, type Kernels } from './execute.ts';

/** Pixels of a picture that lie together. */
export interface Area {
  rows: number;
  columns: number;
}

/** The maxima, and the way back. */
export interface Pooled {
  output: Tensor;
  /** The gradient by what was pooled: each maximum's goes to the place it came from, the first of places alike. */
  backward(gradient: Tensor): Tensor;
}

/** The maximum of every area of pictures [pictures, rows, columns, channels], side by side; what is left over is dropped. */
export function maxima(kernels: Kernels, values: Tensor, pool: Area): Tensor {
  if (!kernels.hasOneDnn()) return kernels.run('MaxPool', attributesOf(pool), [values]);
  const { output, note } = withNote(kernels, values, pool);
  note.dispose();
  return output;
}

/**
 * The same with the way back. oneDNN's kernel notes where each came from, a byte a maximum; without the note TensorFlow
 * compares all values again on the way back, which takes longer than the convolution before it.
 */
export function maxPool(kernels: Kernels, values: Tensor, pool: Area): Pooled {
  const attributes = attributesOf(pool);
  if (!kernels.hasOneDnn()) {
    const output = kernels.run('MaxPool', attributes, [values]);
    return {
      output,
      backward: (gradient) => kernels.run('MaxPoolGrad', attributes, [values, output, gradient]),
    };
  }
  const { output, note } = withNote(kernels, values, pool);
  const native = [...attributes, ...ofOneDnn];
  return {
    output,
    backward: (gradient) => kernels.run('_MklNativeMaxPoolGrad', native, [values, output, gradient, note]),
  };
}

/** The maxima and where they came from, by oneDNN's kernel, which takes half of the time that TensorFlow's own takes. */
function withNote(kernels: Kernels, values: Tensor, pool: Area): { output: Tensor; note: Tensor } {
  const native = [...attributesOf(pool), ...ofOneDnn];
  const [output, note] = kernels.runAll('_MklNativeMaxPool', native, [values], 2);
  if (!output || !note) throw new RangeError('max-pooling gives maxima and where they came from');
  return { output, note };
}

function attributesOf({ rows, columns }: Area): Attribute[] {
  return [
    floats,
    ints('ksize', [1, rows, columns, 1]),
    ints('strides', [1, rows, columns, 1]),
    text('padding', 'VALID'),
    text('data_format', 'NHWC'),
    ints('explicit_paddings', []),
  ];
}
