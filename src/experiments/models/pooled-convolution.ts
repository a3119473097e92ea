import { convolutionLayer } from './convolution-layer.ts';
import type { Layer } from './layer.ts';

/** A convolution along time that does not mix columns: [rows, columns, channels] -> [floor(rows / pool), columns, maps]. */
export interface PooledConvolution {
  maps: number;
  /** Rows a kernel spans. */
  kernel: number;
  /** Rows that go into a maximum. */
  pool: number;
}

/** A convolution along time (SAME, ReLU) and the max-pooling after it, as one layer. */
export function pooledConvolution(
  input: readonly number[],
  { maps, kernel, pool }: PooledConvolution,
): Layer {
  return convolutionLayer(input, {
    maps,
    kernel: { rows: kernel, columns: 1 },
    pool: { rows: pool, columns: 1 },
  });
}
