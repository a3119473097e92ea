import type { Tensor } from '@tensorflow/tfjs';

import { floats, ints, ofOneDnn, text, type Attribute, type Kernels } from '../kernels/execute.ts';
import type { Pooled } from '../kernels/pooling.ts';

/**
 * The maximum of every square of `pool` by `pool` pixels of pictures [pictures, rows, columns, channels]; what is left over
 * at the lower and right edge is dropped.
 */
export function squareMaxima(kernels: Kernels, values: Tensor, pool: number): Tensor {
  return kernels.run('MaxPool', attributesOf(pool), [values]);
}

/** The same with the way back; oneDNN's kernel notes which pixel each maximum came from. */
export function squarePool(kernels: Kernels, values: Tensor, pool: number): Pooled {
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
    ints('ksize', [1, pool, pool, 1]),
    ints('strides', [1, pool, pool, 1]),
    text('padding', 'VALID'),
    text('data_format', 'NHWC'),
    ints('explicit_paddings', []),
  ];
}
