import { convolutionLayer, type ConvolutionOptions } from '../models/convolution-layer.ts';
import type { Layer } from '../models/layer.ts';

/** What the layer computes: [rows, columns, channels] -> [floor(rows / pool), floor(columns / pool), maps]. */
export interface ImageConvolution extends Pick<ConvolutionOptions, 'maps' | 'fixed'> {
  /** Side of the square kernels, in pixels. */
  kernel: number;
  /** Side of the squares whose maximum is taken. */
  pool: number;
}

/** A convolution of images (SAME, ReLU) and the max-pooling after it, as one layer. */
export function imageConvolution(
  input: readonly number[],
  { kernel, pool, ...given }: ImageConvolution,
): Layer {
  return convolutionLayer(input, {
    ...given,
    kernel: { rows: kernel, columns: kernel },
    pool: { rows: pool, columns: pool },
  });
}
