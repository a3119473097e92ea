import type { Tensor } from '@tensorflow/tfjs';

import { biasGradient } from '../kernels/bias.ts';
import { convolve, filterGradient, inputGradient } from '../kernels/convolution.ts';
import type { Kernels } from '../kernels/execute.ts';
import { maxima, maxPool, type Pooled } from '../kernels/pooling.ts';
import { reluGradient } from '../kernels/relu.ts';
import type { Layer, Pass, PassOptions } from './layer.ts';

/** What the layer computes: [rows, columns, channels] -> [floor(rows / pool), columns, maps]. */
export interface PooledConvolution {
  maps: number;
  /** Rows a kernel spans. */
  kernel: number;
  /** Rows that go into a maximum. */
  pool: number;
}

/**
 * A convolution along time (SAME, ReLU) and the max-pooling after it, as one layer: ReLU and maximum commute, so the gradients
 * by ReLU and by the bias are computed on a `pool`th of the rows.
 */
export function pooledConvolution(input: readonly number[], given: PooledConvolution): Layer {
  const [rows = 0, columns = 0, channels = 0] = input;
  const { maps, kernel, pool } = given;
  return {
    name: `convolution ${kernel} × 1, ${maps} maps, ReLU, max-pooling ${pool} × 1`,
    shape: [Math.floor(rows / pool), columns, maps],
    weights: [
      { name: 'kernel', shape: [kernel, 1, channels, maps], start: 'glorot' },
      { name: 'bias', shape: [maps], start: 'zeros' },
    ],
    flops: 2 * rows * columns * kernel * channels * maps,
    run: (kernels, values, [weight, bias], options) => {
      if (!weight || !bias) throw new RangeError('a convolution has a kernel and a bias');
      const pictures = kernels.tf.reshape(values, [-1, rows, columns, channels]);
      const convolved = convolve(kernels, pictures, weight, bias);
      if (options.dropout === null) {
        const output = maxima(kernels, convolved, pool);
        kernels.tf.dispose([pictures, convolved]);
        return { output, backward: refuseBackward };
      }
      const pooled = maxPool(kernels, convolved, pool);
      return {
        output: pooled.output,
        backward: (gradient) => goBack(kernels, gradient, { pictures, weight, convolved, pooled }, options),
      };
    },
  };
}

interface Kept {
  pictures: Tensor;
  weight: Tensor;
  convolved: Tensor;
  pooled: Pooled;
}

function goBack(
  kernels: Kernels,
  gradient: Tensor,
  { pictures, weight, convolved, pooled }: Kept,
  { inputGradient: wanted }: PassOptions,
): ReturnType<Pass['backward']> {
  const byMaxima = reluGradient(kernels, gradient, pooled.output);
  const byBias = biasGradient(kernels, byMaxima);
  const bySums = pooled.backward(byMaxima);
  // What is not needed any more is given back at once: some of these take 40 MB.
  kernels.tf.dispose([convolved, pooled.output, byMaxima]);
  const byKernel = filterGradient(kernels, pictures, bySums, weight.shape);
  const byInput = wanted ? inputGradient(kernels, weight, bySums, pictures.shape) : null;
  bySums.dispose();
  return { input: byInput, weights: [byKernel, byBias] };
}

function refuseBackward(): never {
  throw new RangeError('a model that is not in training keeps nothing for the way back');
}
