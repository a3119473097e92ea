import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import type { TensorLibrary } from '../tensors.ts';

/** A softmax layer by itself: a kernel [inputs, classes] and a bias [classes]. */
export interface SoftmaxLayer {
  kernel: Tensor2D;
  bias: Tensor1D;
}

/** Glorot and Bengio's uniform initial kernel, |w| <= sqrt(6 / (inputs + classes)), and a zero bias. */
export function startSoftmaxLayer(
  tf: TensorLibrary,
  [inputs, classes]: readonly [number, number],
  random: Random,
): SoftmaxLayer {
  const limit = Math.sqrt(6 / (inputs + classes));
  const kernel = Float32Array.from({ length: inputs * classes }, () => (2 * random.uniform() - 1) * limit);
  return { kernel: tf.tensor2d(kernel, [inputs, classes]), bias: tf.zeros([classes]) };
}

/** Both tensors, kernel first. */
export function layerTensors({ kernel, bias }: SoftmaxLayer): [Tensor2D, Tensor1D] {
  return [kernel, bias];
}

/** Logits, [windows, classes], of windows, [windows, inputs]. */
export function layerLogits(tf: TensorLibrary, windows: Tensor2D, { kernel, bias }: SoftmaxLayer): Tensor2D {
  return tf.add(tf.matMul(windows, kernel), bias);
}

/** The gradient of the mean cross-entropy of a batch by kernel and bias. */
export function lossGradients(
  tf: TensorLibrary,
  { windows, targets }: { windows: Tensor2D; targets: Tensor2D },
  layer: SoftmaxLayer,
): [Tensor, Tensor] {
  return tf.tidy(() => {
    const probabilities = tf.softmax(layerLogits(tf, windows, layer));
    return gradientsOfExcess(tf, windows, tf.sub(probabilities, targets));
  });
}

/** The same from what the probabilities exceed the targets by, [windows, classes]: the gradient of a window's loss by its logits. */
export function gradientsOfExcess(tf: TensorLibrary, windows: Tensor2D, excess: Tensor2D): [Tensor, Tensor] {
  return tf.tidy(() => {
    const mean = tf.div<Tensor2D>(excess, windows.shape[0]);
    return [tf.matMul(windows, mean, true, false), tf.sum(mean, 0)];
  });
}
