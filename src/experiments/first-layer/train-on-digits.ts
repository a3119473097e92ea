import { z } from 'zod';

import type { Random } from '../../base/random.ts';
import type { TaskContext } from '../../base/task.ts';
import { readMnist, sliceDigits } from '../datasets/mnist.ts';
import { openKernels, type Kernels } from '../kernels/execute.ts';
import type { Layer } from '../models/layer.ts';
import type { PerLayer, WindowClassifier } from '../models/window-classifier.ts';
import { encodeCheckpoint, readSaved } from '../training/classifier-checkpoint.ts';
import { destroyState, readWeights, startState, type ClassifierState } from '../training/classifier-state.ts';
import type { Accuracy } from '../training/compare-accuracies.ts';
import { cutSet, predictWindows } from '../training/predict-windows.ts';
import { trainClassifier, type EpochRecord } from '../training/train-classifier.ts';
import { openImageFeed } from './image-feed.ts';

/** How a network is trained on digits; part of the parameters of each task that does. */
export const digitTraining = {
  pixels: z
    .enum(['in place', 'shuffled'])
    .default('in place')
    .describe('`shuffled`: one permutation, drawn once, moves the pixels of all images alike'),
  images: z.int().min(1).max(60_000).default(60_000).describe('the first training images, trained on'),
  epochs: z.int().min(1).default(2),
  batch: z.int().min(1).default(128),
  rate: z.number().positive().default(0.001).describe('of Adam'),
};

/** `digitTraining` with its values. */
export type DigitTraining = z.output<z.ZodObject<typeof digitTraining>>;

/** What came of a training. */
export interface TrainedOnDigits {
  history: EpochRecord[];
  test: Accuracy;
  /** Images trained on. */
  images: number;
  /** Weights of all layers, before and after. */
  before: PerLayer<Float32Array>;
  after: PerLayer<Float32Array>;
}

/** Trains a network on MNIST and reads the test images with it. Goes on from the job's checkpoint where there is one. */
export async function trainOnDigits(
  layers: readonly Layer[],
  given: DigitTraining,
  context: TaskContext,
): Promise<TrainedOnDigits> {
  const kernels = openKernels(context.engine.tf);
  const model: WindowClassifier = { order: 'batch first', layers };
  const begun = startState(kernels, model, context.random.fork('weights'));
  const before = copyWeights(kernels, begun);
  const saved = await readSaved(kernels, model, context.checkpoint);
  const state = saved?.state ?? begun;
  if (saved) destroyState(kernels, begun);
  const all = await readMnist('train', context);
  const training = sliceDigits(all, 0, Math.min(given.images, all.count));
  const order = placesOf(given.pixels, all.pixels, context.random);
  const { set, feed } = openImageFeed(kernels, training, order);
  const history = await trainClassifier(
    state,
    set,
    { given, history: saved?.history ?? [] },
    {
      ...{ kernels, feed, context },
      record: (records) => context.checkpoint.write(encodeCheckpoint(kernels, state, records)),
    },
  );
  const test = await readTestImages(kernels, { state, order }, context);
  const after = copyWeights(kernels, state);
  destroyState(kernels, state);
  return { history, test, images: training.count, before, after };
}

function placesOf(pixels: DigitTraining['pixels'], count: number, random: Random): ArrayLike<number> {
  if (pixels === 'shuffled') return random.fork('pixels').permutation(count);
  return Uint32Array.from({ length: count }, (_, pixel) => pixel);
}

async function readTestImages(
  kernels: Kernels,
  { state, order }: { state: ClassifierState; order: ArrayLike<number> },
  context: TaskContext,
): Promise<Accuracy> {
  const digits = await readMnist('test', context);
  const { set, feed } = openImageFeed(kernels, digits, order);
  const read = predictWindows(kernels, state, cutSet(kernels, set, feed), (batch) => {
    batch.dispose();
  });
  const correct = read.reduce((sum, digit, image) => sum + (digit === digits.labels[image] ? 1 : 0), 0);
  return { images: digits.count, correct, wrong: digits.count - correct, accuracy: correct / digits.count };
}

function copyWeights(kernels: Kernels, state: ClassifierState): PerLayer<Float32Array> {
  return readWeights(kernels, state).map((layer) =>
    layer.map((tensor) => {
      const values = tensor.dataSync<'float32'>().slice();
      tensor.dispose();
      return values;
    }),
  );
}
