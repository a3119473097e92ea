import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';

/** How a weight starts: `ones at the forget gate` is a bias of four gates, of which the second is 1 and the rest 0. */
export type Start = 'zeros' | 'glorot' | 'orthogonal' | 'ones at the forget gate';

/** A tensor that training changes. */
export interface WeightShape {
  name: string;
  shape: readonly number[];
  start: Start;
}

/** How a layer is to run over a batch. */
export interface PassOptions {
  /** The seeds of this batch's dropout, a pair (int32) at each call; null when the model is not in training. */
  dropout: (() => Tensor) | null;
  /** Whether the gradient by the layer's input will be asked for. */
  inputGradient: boolean;
}

/** What a layer made of a batch, and the way back. */
export interface Pass {
  output: Tensor;
  /** Of a layer in training only. From the gradient by the output those by the input (null where none was asked for) and by each weight. */
  backward: (gradient: Tensor) => { input: Tensor | null; weights: readonly Tensor[] };
}

/** One step of a model. Tensors that it makes belong to the tidy around the batch. */
export interface Layer {
  name: string;
  /** Of the output for one window, time first. */
  shape: readonly number[];
  weights: readonly WeightShape[];
  /** Floating-point operations for one window forward, two a multiply-add; what is not a product is not counted. */
  flops: number;
  /** How many pairs of seeds it asks for in training, where it does. */
  draws?: number;
  run(kernels: Kernels, input: Tensor, weights: readonly Tensor[], options: PassOptions): Pass;
}

/** The weights of a layer. */
export function countWeights({ weights }: Layer): number {
  return weights.reduce((sum, { shape }) => sum + product(shape), 0);
}

/** The number of elements of a tensor of this shape. */
export function product(shape: readonly number[]): number {
  return shape.reduce((size, side) => size * side, 1);
}
