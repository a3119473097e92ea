import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';

import { labelsWithoutImages } from '../../base/messages/experiments.ts';
import type { TaskContext } from '../../base/task.ts';
import type { TensorLibrary } from '../tensors.ts';
import { readIdx } from './idx.ts';

/** Images of handwritten digits, a byte a pixel (0 paper, 255 ink), rows from the top, image after image. */
export interface Digits {
  count: number;
  /** Pixels in one image: 28 · 28. */
  pixels: number;
  images: Uint8Array;
  /** The digit that each image shows, 0 to 9. */
  labels: Uint8Array;
}

/** The data files of both parts, for a task's declaration. */
export const mnistFiles = [
  'mnist/train-images',
  'mnist/train-labels',
  'mnist/test-images',
  'mnist/test-labels',
] as const;

/** Reads one part of MNIST: 60,000 training or 10,000 test images of 28 × 28 pixels. */
export async function readMnist(part: 'train' | 'test', context: Pick<TaskContext, 'open'>): Promise<Digits> {
  const [imageFile, labelFile] = [`mnist/${part}-images`, `mnist/${part}-labels`];
  const images = readIdx(imageFile, await context.open(imageFile), 3);
  const labels = readIdx(labelFile, await context.open(labelFile), 1);
  const [count = 0, height = 0, width = 0] = images.shape;
  if (labels.values.length !== count) throw new Error(labelsWithoutImages(count, labels.values.length));
  return { count, pixels: height * width, images: images.values, labels: labels.values };
}

/** The images and labels from `start` up to `end`, without a copy. */
export function sliceDigits(digits: Digits, start: number, end: number): Digits {
  const { pixels } = digits;
  return {
    pixels,
    count: end - start,
    images: digits.images.subarray(start * pixels, end * pixels),
    labels: digits.labels.subarray(start, end),
  };
}

/** Images, [count, pixels] in [0, 1], and labels, [count] as int32. */
export interface DigitTensors {
  images: Tensor2D;
  labels: Tensor1D;
}

/** Makes tensors of digits. The caller disposes them. */
export function digitTensors(tf: TensorLibrary, digits: Digits): DigitTensors {
  const { images } = digits;
  // A plain loop: with a function called for each of 47 million pixels it takes three times as long.
  const values = new Float32Array(images.length);
  for (let index = 0; index < images.length; index += 1) values[index] = (images[index] ?? 0) / 255;
  return {
    images: tf.tensor2d(values, [digits.count, digits.pixels]),
    labels: tf.tensor1d(Int32Array.from(digits.labels), 'int32'),
  };
}
