import type { Tensor } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import { createParameter, destroyVariable, readVariable, type AdamVariable } from '../kernels/adam.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { WeightShape } from '../models/layer.ts';
import type { PerLayer, WindowClassifier } from '../models/window-classifier.ts';
import { initialWeight } from './initial-weights.ts';

/** A model's weights in training, with Adam's means: TensorFlow changes them in place. */
export interface ClassifierState {
  model: WindowClassifier;
  /** By layer, each weight in the order of the layer. */
  variables: PerLayer<AdamVariable>;
}

/** Starts a model: weights as Keras starts them, from `random`, and Adam's means at zero. */
export function startState(kernels: Kernels, model: WindowClassifier, random: Random): ClassifierState {
  const { tf } = kernels;
  const start = (weight: WeightShape): AdamVariable => {
    const value = tf.tidy(() => initialWeight(kernels, weight, random));
    const zeros = tf.zeros([...weight.shape]);
    return createParameter(kernels, { value, mean: zeros, square: zeros });
  };
  return { model, variables: model.layers.map(({ weights }) => weights.map(start)) };
}

/** The weights as tensors, which share the variables' memory: they must be gone before the next update. */
export function readWeights(kernels: Kernels, { variables }: ClassifierState): PerLayer<Tensor> {
  return variables.map((layer) => layer.map(({ value }) => readVariable(kernels, value)));
}

/** Whether every weight is a number. */
export function hasFiniteWeights(kernels: Kernels, state: ClassifierState): boolean {
  const { tf } = kernels;
  return tf.tidy(() => {
    // A sum of magnitudes is finite only where each of them is.
    const sums = readWeights(kernels, state).flatMap((layer) =>
      layer.map((weight) => tf.sum(tf.abs(weight))),
    );
    return Number.isFinite(tf.addN(sums).dataSync()[0]);
  });
}

/** Frees all variables. */
export function destroyState(kernels: Kernels, { variables }: ClassifierState): void {
  for (const { value, mean, square } of variables.flat()) {
    for (const variable of [value, mean, square]) destroyVariable(kernels, variable);
  }
}
