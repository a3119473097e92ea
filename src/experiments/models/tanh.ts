import { floats } from '../kernels/execute.ts';
import type { Layer } from './layer.ts';

const attributes = [floats];

/** The hyperbolic tangent of each number: no weights, and smooth, unlike ReLU. */
export function tanhLayer(input: readonly number[]): Layer {
  return {
    name: 'tanh',
    shape: input,
    weights: [],
    flops: 0,
    run: (kernels, values) => {
      const output = kernels.run('Tanh', attributes, [values]);
      return {
        output,
        backward: (gradient) => ({
          input: kernels.run('TanhGrad', attributes, [output, gradient]),
          weights: [],
        }),
      };
    },
  };
}
