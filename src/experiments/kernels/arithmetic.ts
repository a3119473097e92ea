import type { Tensor } from '@tensorflow/tfjs';

import { floats, type Kernels } from './execute.ts';

const attributes = [floats];

/** Sum of two tensors of one shape. */
export function add(kernels: Kernels, one: Tensor, other: Tensor): Tensor {
  return kernels.run('AddV2', attributes, [one, other]);
}

/** Difference of two tensors of one shape. */
export function subtract(kernels: Kernels, one: Tensor, other: Tensor): Tensor {
  return kernels.run('Sub', attributes, [one, other]);
}

/** Product element by element; either may be a scalar. */
export function multiply(kernels: Kernels, one: Tensor, other: Tensor): Tensor {
  return kernels.run('Mul', attributes, [one, other]);
}

/** The larger of two, element by element. */
export function larger(kernels: Kernels, one: Tensor, other: Tensor): Tensor {
  return kernels.run('Maximum', attributes, [one, other]);
}

/** Sum of tensors of one shape, at least one. */
export function addAll(kernels: Kernels, terms: readonly Tensor[]): Tensor {
  return terms.reduce((sum, term) => add(kernels, sum, term));
}
