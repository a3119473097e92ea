import type { Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';

import {
  count,
  duration,
  file,
  group,
  image,
  metric,
  table,
  text,
  type GroupSpec,
} from '../../base/kinds.ts';
import type { TaskResults } from '../../base/results.ts';
import { declareTask, type TaskContext, type TaskRun } from '../../base/task.ts';
import { mnistFiles, readMnist, sliceDigits, type Digits } from '../datasets/mnist.ts';
import { openKernels, type Kernels } from '../kernels/execute.ts';
import { countWeights } from '../models/layer.ts';
import { destroyState, startState, type ClassifierState } from '../training/classifier-state.ts';
import { buildVae, type Vae } from '../variational/autoencoder.ts';
import { binaryImages, firstOfEach } from '../variational/binary-images.ts';
import { measureCodes, measureImportanceBound } from '../variational/evaluate.ts';
import { latents } from '../variational/latents.ts';
import { drawPlane, drawReconstructions } from '../variational/picture-codes.ts';
import {
  encodeVaeCheckpoint,
  encodeVaeWeights,
  readVaeCheckpoint,
  type BoundRecord,
} from '../variational/stored-vae.ts';
import { trainVae, withWeights, type VaeImages } from '../variational/train-vae.ts';

const parameters = z.strictObject({
  latent: z.enum(['gaussian', 'laplace']).describe('family of prior and posterior'),
  hidden: z.int().min(1).max(4096).default(128).describe('units of the hidden layer on either side'),
  coordinates: z.literal(2).default(2).describe('of a code; the pictures want a plane'),
  divergence: z.number().min(0).max(100).default(1).describe('what KL is multiplied by in the loss'),
  epochs: z.int().min(1).default(10),
  batch: z.int().min(1).default(128).describe('images in a batch'),
  rate: z.number().positive().default(0.001).describe('Adam’s rate'),
  images: z.int().min(1).max(60_000).default(60_000).describe('training images, the first ones'),
  measured: z.int().min(1).max(60_000).default(10_000).describe('training images that are measured on'),
  tested: z.int().min(1).max(10_000).default(10_000).describe('test images'),
  threshold: z.number().min(0).max(1).default(0.5).describe('share of ink beyond which a pixel is 1'),
  importance: z
    .strictObject({ images: z.int().min(1), codes: z.int().min(1) })
    .default({ images: 1000, codes: 100 })
    .describe('test images, and codes of each, for the tighter bound'),
  across: z.int().min(1).max(40).default(15).describe('tiles along a side of the plane’s picture'),
});

type Given = z.output<typeof parameters>;

const nats = metric({ format: '.1f' });
const terms = { elbo: nats, reconstruction: nats, divergence: nats };
const part = (): GroupSpec => group(terms);

export const declaration = declareTask({
  title: 'Trains a variational autoencoder on binarised MNIST',
  parameters,
  results: {
    parameters: count({ description: 'weights that are trained' }),
    pixels: count({ description: 'of an image' }),
    outputs: count({ description: 'of the encoder: locations and scales' }),
    history: table({ latent: text(), epoch: count(), images: text(), ...terms }),
    first: group({ training: part(), test: part() }, { description: 'after the first epoch' }),
    final: group({ training: part(), test: part() }, { description: 'after the last epoch' }),
    importance: group(
      { elbo: nats, bound: nats, gap: metric({ format: '.2f' }) },
      { description: 'the bound from one code and from many, on the same test images' },
    ),
    codes: group(
      {
        distance: metric({ format: '.2f', description: 'root mean square of the locations' }),
        scale: metric({ format: '.3f', description: 'mean scale of a posterior' }),
        undecided: metric({
          format: '.1%',
          description: 'share of the pixels reconstructed as neither 0 nor 1, by less than 0.4 from 0.5',
        }),
      },
      { description: 'of the test images' },
    ),
    reconstructions: image({ description: 'the first test image of each digit, and what becomes of it' }),
    plane: image({ description: 'the codes at the prior’s quantiles, decoded' }),
    weights: file('application/x-safetensors'),
    train_time: duration({ description: 'all epochs, with what is measured after each' }),
  },
  data: mnistFiles,
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const kernels = openKernels(context.engine.tf);
  const train = firstDigits(await readMnist('train', context), given.images);
  const test = firstDigits(await readMnist('test', context), given.tested);
  const vae = buildVae(latents[given.latent], { ...given, pixels: train.pixels });
  const layers = [...vae.encoder, ...vae.decoder];
  const images = openImages(kernels, { train, test }, given);
  const model = { order: 'batch first', layers } as const;
  const saved = await readVaeCheckpoint(kernels, model, context.checkpoint);
  const state = saved?.state ?? startState(kernels, model, context.random.fork('weights'));
  const started = context.time();
  const history = await trainVae(
    { vae, state },
    images,
    { given, history: saved?.history ?? [] },
    {
      kernels,
      context,
      record: (records) => context.checkpoint.write(encodeVaeCheckpoint(kernels, state, records)),
    },
  );
  const results = {
    train_time: context.time() - started,
    parameters: layers.reduce((sum, layer) => sum + countWeights(layer), 0),
    pixels: train.pixels,
    outputs: vae.encoder.at(-1)?.shape[0] ?? 0,
    ...describeHistory(given, history),
    ...examine(kernels, { vae, state }, { test, images: images.test, given, context }),
    weights: encodeVaeWeights(kernels, state),
  };
  destroyState(kernels, state);
  kernels.tf.dispose({ ...images });
  return results;
};

function firstDigits(digits: Digits, count: number): Digits {
  return sliceDigits(digits, 0, Math.min(count, digits.count));
}

function openImages(
  { tf }: Kernels,
  { train, test }: { train: Digits; test: Digits },
  { measured, threshold }: Given,
): VaeImages {
  const training = binaryImages(tf, train, threshold);
  const count = Math.min(measured, train.count);
  return {
    training,
    measured: tf.slice(training, [0, 0], [count, train.pixels]),
    test: binaryImages(tf, test, threshold),
  };
}

function describeHistory({ latent, epochs }: Given, history: readonly BoundRecord[]): TaskResults {
  const termsOf = (epoch: number, images: BoundRecord['images']): TaskResults => {
    const found = history.find((record) => record.epoch === epoch && record.images === images);
    const { elbo = 0, reconstruction = 0, divergence = 0 } = found ?? {};
    return { elbo, reconstruction, divergence };
  };
  const both = (epoch: number): TaskResults => ({
    training: termsOf(epoch, 'training'),
    test: termsOf(epoch, 'test'),
  });
  return {
    history: history.map((record) => ({ latent, ...record })),
    first: both(1),
    final: both(epochs),
  };
}

interface Examined {
  test: Digits;
  images: Tensor;
  given: Given;
  context: TaskContext;
}

/** What is measured and drawn at the end, on the test images. */
function examine(
  kernels: Kernels,
  { vae, state }: { vae: Vae; state: ClassifierState },
  { test, images, given, context }: Examined,
): TaskResults {
  const { tf } = kernels;
  return withWeights(kernels, state, (weights) => {
    const some = tf.slice(images, [0, 0], [Math.min(given.importance.images, test.count), test.pixels]);
    const bound = (codes: number): number => {
      const random = context.random.fork(`importance/${codes}`);
      return measureImportanceBound(kernels, vae, some, { weights, random, codes });
    };
    const shown = tf.tidy(() => {
      const rows = firstOfEach(test).map(({ index }) => index);
      return tf.gather(images, tf.tensor1d(rows, 'int32'));
    });
    const [elbo, tighter] = [bound(1), bound(given.importance.codes)];
    const results = {
      importance: { elbo, bound: tighter, gap: tighter - elbo },
      codes: { ...measureCodes(kernels, vae, images, weights) },
      reconstructions: drawReconstructions(kernels, vae, shown, weights),
      plane: drawPlane(kernels, vae, given.across, weights),
    };
    tf.dispose([some, shown]);
    return results;
  });
}
