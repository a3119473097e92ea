import type { Tensor } from '@tensorflow/tfjs';

import { addAll, larger, subtract } from '../kernels/arithmetic.ts';
import { addBias, biasGradient } from '../kernels/bias.ts';
import { convolve, filterGradient, inputGradient, type Movement } from '../kernels/convolution.ts';
import type { Kernels } from '../kernels/execute.ts';
import { relu, reluGradient } from '../kernels/relu.ts';
import { greatestRow } from './greatest-row.ts';
import type { Layer, Pass, PassOptions } from './layer.ts';
import { placeTaps } from './place-taps.ts';

/*
 * A convolution along time (SAME, ReLU) and the max-pooling after it, as one layer that never makes the rows between.
 *
 * Of the `pool` rows that go into a maximum, row r is a convolution with stride `pool` whose kernel begins r rows later.
 * The maximum is one of them, the base, plus the ReLU of the greatest difference of the others to it; and a difference
 * of two convolutions of one input is a convolution with the difference of their kernels. So the way back needs no
 * comparison: the gradient goes to the base as it is, and to the difference through ReluGrad. Bias and ReLU come after
 * the maximum, with which they commute, on a `pool`th of the rows. The rows of a maximum come as tensors of their own:
 * taking the channels of one apart, and joining two on the way back, is dearer than the convolution. Outside of training
 * there is no way back, and the maximum is taken of the rows themselves.
 */

/** What the layer computes: [rows, columns, channels] -> [floor(rows / pool), columns, maps]. */
export interface PooledConvolution {
  maps: number;
  /** Rows a kernel spans. */
  kernel: number;
  /** Rows that go into a maximum. */
  pool: number;
}

/** The convolution with its pooling, as a layer. */
export function pooledConvolution(input: readonly number[], given: PooledConvolution): Layer {
  const [rows = 0, columns = 0, channels = 0] = input;
  const { maps, kernel, pool } = given;
  const parts = planParts(rows, given);
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
      if (options.dropout === null) {
        return { output: readRows(kernels, pictures, { weight, bias, parts }), backward: refuseBackward };
      }
      const convolutions = parts.map((part) => convolvePart(kernels, pictures, weight, part));
      const maximum = greatestRow(
        kernels,
        convolutions.map((part) => part.output),
      );
      const sums = addBias(kernels, maximum.output, bias);
      const output = relu(kernels, sums);
      // What the way back does not need is given back at once: some tensors take 20 MB and more.
      kernels.tf.dispose([sums, maximum.output]);
      return {
        output,
        backward: (gradient) => goBack(kernels, gradient, { output, maximum, convolutions }, options),
      };
    },
  };
}

/** What the layer gives outside of training. */
function readRows(
  kernels: Kernels,
  pictures: Tensor,
  { weight, bias, parts }: { weight: Tensor; bias: Tensor; parts: readonly Part[] },
): Tensor {
  const rows = parts.map((part) => convolvePart(kernels, pictures, weight, { ...part, minus: null }).output);
  const greatest = rows.reduce((one, other) => larger(kernels, one, other));
  kernels.tf.dispose(rows.filter((row) => row !== greatest));
  const sums = addBias(kernels, greatest, bias);
  greatest.dispose();
  const output = relu(kernels, sums);
  sums.dispose();
  return output;
}

function refuseBackward(): never {
  throw new RangeError('a model that is not in training keeps nothing for the way back');
}

interface Made {
  output: Tensor;
  maximum: ReturnType<typeof greatestRow>;
  convolutions: readonly ConvolvedPart[];
}

function goBack(
  kernels: Kernels,
  gradient: Tensor,
  { output, maximum, convolutions }: Made,
  { inputGradient: wanted }: PassOptions,
): ReturnType<Pass['backward']> {
  const bySums = reluGradient(kernels, gradient, output);
  const byParts = maximum.backward(bySums);
  const pairs = convolutions.flatMap((convolution, index) => {
    const byPart = byParts[index];
    return byPart ? [{ convolution, byPart }] : [];
  });
  const byKernel = pairs.map(({ convolution, byPart }) => convolution.byKernel(byPart));
  const byInputs = wanted ? pairs.map(({ convolution, byPart }) => convolution.byInput(byPart)) : [];
  const byBias = biasGradient(kernels, bySums);
  kernels.tf.dispose([output, bySums, ...byParts]);
  const byInput = wanted ? addAll(kernels, byInputs) : null;
  kernels.tf.dispose(byInputs.filter((part) => part !== byInput));
  return { input: byInput, weights: [addAll(kernels, byKernel), byBias] };
}

/** A convolution of which the layer is made: the base row, or the difference of another one to it. */
interface Part {
  /** Its taps, and where among them the layer's kernel is added and, in a difference, subtracted. */
  taps: number;
  plus: number;
  minus: number | null;
  kernel: number;
  movement: Movement;
}

/** The base first. It is the row whose taps SAME places with the fewest zero taps. */
function planParts(rows: number, { kernel, pool }: PooledConvolution): Part[] {
  const place = (row: number, other: number): Part => {
    const [first, last] = [Math.min(row, other), Math.max(row, other)];
    const taps = kernel + last - first;
    const { lead, trail, padding } = placeTaps(
      { first: first - Math.floor((kernel - 1) / 2), taps },
      { rows, stride: pool },
    );
    const minus = row === other ? null : lead + other - first;
    const movement = { stride: pool, padding };
    return { taps: lead + taps + trail, plus: lead + row - first, minus, kernel, movement };
  };
  const bases = Array.from({ length: pool }, (_, row) => ({ row, part: place(row, row) }));
  const base = bases.reduce((best, next) => (next.part.taps < best.part.taps ? next : best));
  const others = bases.filter(({ row }) => row !== base.row);
  return [base.part, ...others.map(({ row }) => place(row, base.row))];
}

interface ConvolvedPart {
  output: Tensor;
  /** The gradient by the layer's kernel that comes over this part. */
  byKernel(gradient: Tensor): Tensor;
  byInput(gradient: Tensor): Tensor;
}

function convolvePart(kernels: Kernels, pictures: Tensor, weight: Tensor, part: Part): ConvolvedPart {
  const { movement } = part;
  const own = spread(kernels, weight, part);
  return {
    output: convolve(kernels, pictures, own, movement),
    byKernel: (gradient) => {
      const byOwn = filterGradient(kernels, pictures, gradient, { ...movement, shape: own.shape });
      return collect(kernels, byOwn, part);
    },
    byInput: (gradient) => inputGradient(kernels, own, gradient, { ...movement, shape: pictures.shape }),
  };
}

/** The layer's kernel among the taps of a part. */
function spread(kernels: Kernels, weight: Tensor, { taps, plus, minus, kernel }: Part): Tensor {
  const at = (tap: number): Tensor =>
    kernels.tf.pad(weight, [
      [tap, taps - kernel - tap],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  return minus === null ? at(plus) : subtract(kernels, at(plus), at(minus));
}

/** The gradient by the layer's kernel, from that by the taps of a part. */
function collect(kernels: Kernels, gradient: Tensor, { plus, minus, kernel }: Part): Tensor {
  const at = (tap: number): Tensor => kernels.tf.slice(gradient, [tap, 0, 0, 0], [kernel, -1, -1, -1]);
  return minus === null ? at(plus) : subtract(kernels, at(plus), at(minus));
}
