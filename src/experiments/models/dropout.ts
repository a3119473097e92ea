import { multiply } from '../kernels/arithmetic.ts';
import { dropoutMask } from '../kernels/random.ts';
import type { Layer } from './layer.ts';

/** In training each number is left out with probability `rate`, the rest scaled up; otherwise nothing happens. */
export function dropoutLayer(shape: readonly number[], rate: number): Layer {
  return {
    name: `dropout ${rate}`,
    shape,
    weights: [],
    flops: 0,
    draws: rate === 0 ? 0 : 1,
    run: (kernels, values, _, { dropout }) => {
      if (dropout === null || rate === 0) {
        return { output: values, backward: (gradient) => ({ input: gradient, weights: [] }) };
      }
      const mask = dropoutMask(kernels, values.shape, { rate, seed: dropout() });
      return {
        output: multiply(kernels, values, mask),
        backward: (gradient) => ({ input: multiply(kernels, gradient, mask), weights: [] }),
      };
    },
  };
}
