import type { Tensor } from '@tensorflow/tfjs';

import { biasGradient } from '../kernels/bias.ts';
import { convolve, filterGradient, inputGradient } from '../kernels/convolution.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { Pooled } from '../kernels/pooling.ts';
import { reluGradient } from '../kernels/relu.ts';
import type { Layer, Pass } from '../models/layer.ts';
import { squareMaxima, squarePool } from './square-pooling.ts';

/** What the layer computes: [rows, columns, channels] -> [floor(rows / pool), floor(columns / pool), maps]. */
export interface ImageConvolution {
  maps: number;
  /** Side of the square kernels, in pixels. */
  kernel: number;
  /** Side of the squares whose maximum is taken. */
  pool: number;
  /** Kernels [kernel, kernel, channels, maps] that stay as they are, with biases of nought; learned where there are none. */
  fixed?: Float32Array;
}

/** A convolution of images (SAME, ReLU) and the max-pooling after it, as one layer. */
export function imageConvolution(input: readonly number[], given: ImageConvolution): Layer {
  const [rows = 0, columns = 0, channels = 0] = input;
  const { maps, kernel, pool, fixed } = given;
  const shape = [kernel, kernel, channels, maps];
  return {
    name: `convolution ${kernel} × ${kernel}, ${maps} maps, ReLU, max-pooling ${pool} × ${pool}`,
    shape: [Math.floor(rows / pool), Math.floor(columns / pool), maps],
    weights: fixed
      ? []
      : [
          { name: 'kernel', shape, start: 'glorot' },
          { name: 'bias', shape: [maps], start: 'zeros' },
        ],
    flops: 2 * rows * columns * kernel * kernel * channels * maps,
    run: (kernels, values, weights, options) => {
      const [weight, bias] = fixed ? constants(kernels, fixed, shape) : weights;
      if (!weight || !bias) throw new RangeError('a convolution has a kernel and a bias');
      const pictures = kernels.tf.reshape(values, [-1, rows, columns, channels]);
      const convolved = convolve(kernels, pictures, weight, bias);
      if (options.dropout === null) {
        const output = squareMaxima(kernels, convolved, pool);
        kernels.tf.dispose([pictures, convolved]);
        return { output, backward: refuseBackward };
      }
      const pooled = squarePool(kernels, convolved, pool);
      const kept = { pictures, weight, convolved, pooled };
      const wanted = { weights: !fixed, input: options.inputGradient };
      return { output: pooled.output, backward: (gradient) => goBack(kernels, gradient, kept, wanted) };
    },
  };
}

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
  kernels.tf.dispose([convolved, pooled.output, byMaxima]);
  const weights = wanted.weights ? [filterGradient(kernels, pictures, bySums, weight.shape), byBias] : [];
  const input = wanted.input ? inputGradient(kernels, weight, bySums, pictures.shape) : null;
  bySums.dispose();
  return { input, weights };
}

function refuseBackward(): never {
  throw new RangeError('a model that is not in training keeps nothing for the way back');
}
