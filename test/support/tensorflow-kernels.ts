import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll } from 'vitest';

import { openKernels, type Kernels } from '../../src/experiments/kernels/execute.ts';
import { uniform } from '../../src/experiments/kernels/random.ts';
import type { TensorLibrary } from '../../src/experiments/tensors.ts';
import { loadEngine } from './task-context.ts';
import { reasonWithoutTensorflow } from './without-tensorflow.ts';

/** TensorFlow for the tests of a file: there before the first of them. */
export interface OpenedTensorflow {
  /** Whether it cannot be had here; its tests are then skipped. */
  without: boolean;
  tf: TensorLibrary;
  kernels: Kernels;
}

/** Loads TensorFlow before the tests of the file that calls this. */
export function openTensorflow(): OpenedTensorflow {
  const opened = { without: reasonWithoutTensorflow() !== null } as OpenedTensorflow;
  beforeAll(async () => {
    if (opened.without) return;
    opened.tf = (await loadEngine('tensorflow')).tf;
    opened.kernels = openKernels(opened.tf);
  });
  return opened;
}

/** Numbers in [-1, 1), the same at every run. */
export function numbersOf({ tf, kernels }: OpenedTensorflow, shape: readonly number[], seed: number): Tensor {
  return tf.sub(tf.mul(uniform(kernels, shape, [seed, 7]), 2), 1);
}
