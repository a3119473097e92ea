import type { Tensor } from '@tensorflow/tfjs';

import { biasGradient } from '../kernels/bias.ts';
import { convolve, filterGradient, inputGradient } from '../kernels/convolution.ts';
import type { Kernels } from '../kernels/execute.ts';
import { maxima, maxPool, type Area, type Pooled } from '../kernels/pooling.ts';
import { reluGradient } from '../kernels/relu.ts';
import type { Layer, Pass } from './layer.ts';

/** What the layer computes: [rows, columns, channels] -> [floor(rows / pool.rows), floor(columns / pool.columns), maps]. */
export interface ConvolutionOptions {
  maps: number;
  /** What a kernel spans. */
  kernel: Area;
  /** What goes into a maximum. */
  pool: Area;
  /** Kernels [rows, columns, channels, maps] that stay as they are, with biases of nought; learned where there are none. */
  fixed?: Float32Array;
}

/**
 * A convolution of pictures (SAME, ReLU) and the max-pooling after it, as one layer: ReLU and maximum commute, so the
 * gradients by ReLU and by the bias are computed on the maxima alone.
 */
export function convolutionLayer(input: readonly number[], given: ConvolutionOptions): Layer {
  const [rows = 0, columns = 0, channels = 0] = input;
  const { maps, kernel, pool, fixed } = given;
  const shape = [kernel.rows, kernel.columns, channels, maps];
  return {
    name: `convolution ${sides(kernel)}, ${maps} maps, ReLU, max-pooling ${sides(pool)}`,
    shape: [Math.floor(rows / pool.rows), Math.floor(columns / pool.columns), maps],
    weights: fixed
      ? []
      : [
          { name: 'kernel', shape, start: 'glorot' },
          { name: 'bias', shape: [maps], start: 'zeros' },
        ],
    flops: 2 * rows * columns * kernel.rows * kernel.columns * channels * maps,
    run: (kernels, values, weights, options) => {
      const [weight, bias] = fixed ? constants(kernels, fixed, shape) : weights;
      if (!weight || !bias) throw new RangeError('a convolution has a kernel and a bias');
      const pictures = kernels.tf.reshape(values, [-1, rows, columns, channels]);
      const convolved = convolve(kernels, pictures, weight, bias);
      if (options.dropout === null) {
        const output = maxima(kernels, convolved, pool);
        kernels.tf.dispose([pictures, convolved]);
        return { output, backward: refuseBackward };
      }
      const pooled = maxPool(kernels, convolved, pool);
      const kept = { pictures, weight, convolved, pooled };
      const wanted = { weights: !fixed, input: options.inputGradient };
      return { output: pooled.output, backward: (gradient) => goBack(kernels, gradient, kept, wanted) };
    },
  };
}

const sides = ({ rows, columns }: Area): string => `${rows} × ${columns}`;

function constants({ tf }: Kernels, values: Float32Array, shape: readonly number[]): [Tensor, Tensor] {
  return [tf.tensor(values, [...shape]), tf.zeros([shape[3] ?? 0])];
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
  wanted: { weights: boolean; input: boolean },
): ReturnType<Pass['backward']> {
  if (!wanted.weights && !wanted.input) return { input: null, weights: [] };
  const byMaxima = reluGradient(kernels, gradient, pooled.output);
  const byBias = biasGradient(kernels, byMaxima);
  const bySums = pooled.backward(byMaxima);
  // What is not needed any more is given back at once: some of these take 40 MB.
  kernels.tf.dispose([convolved, pooled.output, byMaxima]);
  const weights = wanted.weights ? [filterGradient(kernels, pictures, bySums, weight.shape), byBias] : [];
  const input = wanted.input ? inputGradient(kernels, weight, bySums, pictures.shape) : null;
  bySums.dispose();
  return { input, weights };
}

function refuseBackward(): never {
  throw new RangeError('a model that is not in training keeps nothing for the way back');
}
