import type { Tensor } from '@tensorflow/tfjs';

import type { Digits } from '../datasets/mnist.ts';
import type { TensorLibrary } from '../tensors.ts';

/** Images as 1 where the ink, from 0 to 1, is beyond `threshold`, and 0 elsewhere: [count, pixels]. */
export function binaryImages(
  tf: TensorLibrary,
  { count, pixels, images }: Digits,
  threshold: number,
): Tensor {
  const border = threshold * 255;
  const values = new Float32Array(count * pixels);
  for (let index = 0; index < values.length; index += 1)
    values[index] = (images[index] ?? 0) > border ? 1 : 0;
  return tf.tensor2d(values, [count, pixels]);
}

/** The first image of each digit, in the order of the digits; a digit without an image is left out. */
export function firstOfEach({ labels }: Digits): { digit: number; index: number }[] {
  const digits = Array.from({ length: 10 }, (_, digit) => ({ digit, index: labels.indexOf(digit) }));
  return digits.filter(({ index }) => index >= 0);
}
