import { z } from 'zod';

import { count, duration, group, image, matrix, metric, table } from '../../base/kinds.ts';
import type { TaskResults } from '../../base/results.ts';
import { declareTask, type TaskContext, type TaskRun } from '../../base/task.ts';
import { mnistFiles, readMnist } from '../datasets/mnist.ts';
import { compareKernels, describeComparison, splitKernels } from '../first-layer/compare-kernels.ts';
import { drawKernels, drawResponses } from '../first-layer/draw.ts';
import { imageConvolution } from '../first-layer/image-convolution.ts';
import { sobelDirections, sobelKernels } from '../first-layer/sobel.ts';
import { digitTraining, trainOnDigits, type TrainedOnDigits } from '../first-layer/train-on-digits.ts';
import { openKernels } from '../kernels/execute.ts';
import { uniform } from '../kernels/random.ts';
import { denseLayer } from '../models/dense.ts';
import { countWeights, type Layer } from '../models/layer.ts';

const parameters = z.strictObject({
  ...digitTraining,
  first: z
    .enum(['learned', 'sobel', 'random'])
    .default('learned')
    .describe(
      'the kernels of the first layer: learned, or fixed to Sobel’s in all directions, or to random ones',
    ),
  maps: z.literal([4, 8, 16, 32]).default(16).describe('kernels of the first layer'),
  kernel: z.literal([3, 5, 7]).default(5).describe('side of a kernel of the first layer'),
  second: z.int().min(1).default(16).describe('kernels of the second layer'),
  second_kernel: z.literal([3, 5, 7]).default(3).describe('side of a kernel of the second layer'),
  random: z.int().min(1).default(1000).describe('random layers that the likeness is held against'),
  example: z.int().min(0).max(9999).default(0).describe('place of the test image whose responses are drawn'),
});

const share = metric({ format: '.1%' });
const likeness = (description: string): ReturnType<typeof group> =>
  group(
    {
      mean: share,
      median: share,
      above: count({ description: 'kernels beyond what 95 % of random ones have' }),
      layers_above: count({ description: 'random layers whose mean is as high or higher' }),
      lines: metric({
        format: '.1%',
        description: 'mean share in the space of the three second differences',
      }),
    },
    { description },
  );

export const declaration = declareTask({
  title: 'Trains a small convolutional network on MNIST and holds its first kernels against Sobel’s',
  parameters,
  results: {
    parameters: count(),
    learned: count({ description: 'parameters that training changes' }),
    first_layer: count({ description: 'parameters of the first layer' }),
    images: count({ description: 'images trained on' }),
    test: group({ images: count(), correct: count(), wrong: count(), accuracy: metric({ format: '.2%' }) }),
    history: table({ epoch: count(), loss: metric({ format: '.4f' }) }),
    kernels: table(
      { kernel: count(), trained: share, untrained: share, change: share, moved: metric({ format: '.1f' }) },
      {
        description:
          'share of each kernel’s energy in the plane of the Sobel kernels, the highest after training first',
      },
    ),
    trained: likeness('kernels after training: share of their energy in the plane of the Sobel kernels'),
    untrained: likeness('the same kernels before it'),
    change: likeness('what training added to them'),
    random: group({
      kernels: count(),
      layers: count(),
      mean: share,
      median: share,
      low: metric({ format: '.1%', description: '5 % quantile' }),
      high: metric({ format: '.1%', description: '95 % quantile' }),
      highest_layer: metric({ format: '.1%', description: 'highest mean of a random layer' }),
      lines: share,
    }),
    moved: metric({
      format: '.1f',
      description: 'what training added, in lengths of the untrained kernel; mean',
    }),
    sobel: matrix(count(), { description: 'the kernel that answers to vertical edges' }),
    example: group({ digit: count(), place: count({ description: 'among the test images, from 1' }) }),
    kernels_picture: image(),
    responses_picture: image(),
    train_time: duration({ description: 'all epochs' }),
  },
  data: mnistFiles,
  engines: ['tensorflow'],
  random: true,
});

type Given = z.output<typeof parameters>;

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const fixed = fixedKernels(given, context);
  const layers = buildLayers(given, fixed);
  const trained = await trainOnDigits(layers, given, context);
  const learned = layers.reduce((sum, layer) => sum + countWeights(layer), 0);
  const first = given.kernel * given.kernel * given.maps + given.maps;
  return {
    parameters: learned + (fixed ? first : 0),
    learned,
    first_layer: first,
    ...{ images: trained.images, test: { ...trained.test } },
    history: trained.history.map(({ epoch, loss }) => ({ epoch, loss })),
    ...(await examineFirstLayer(trained, { given, fixed }, context)),
    train_time: trained.history.reduce((sum, { seconds }) => sum + seconds, 0),
  };
};

/** Kernels that are not learned: of the length that learned ones start with, by Glorot’s rule. */
function fixedKernels({ first, kernel, maps }: Given, context: TaskContext): Float32Array | undefined {
  const limit = Math.sqrt(6 / (kernel * kernel * (1 + maps)));
  if (first === 'sobel') return sobelDirections(kernel, { count: maps, limit });
  if (first === 'learned') return undefined;
  return drawUniform(context, [kernel * kernel, maps], 'fixed').map((value) => limit * (2 * value - 1));
}

function drawUniform(
  { engine, random }: TaskContext,
  shape: readonly number[],
  purpose: string,
): Float32Array {
  const { tf } = engine;
  const drawn = tf.tidy(() => uniform(openKernels(tf), shape, random.fork(purpose).seedPair()));
  const values = drawn.dataSync<'float32'>().slice();
  drawn.dispose();
  return values;
}

function buildLayers(given: Given, fixed: Float32Array | undefined): Layer[] {
  const { maps, kernel, second, second_kernel: secondKernel } = given;
  const one = imageConvolution([28, 28, 1], { maps, kernel, pool: 2, ...(fixed && { fixed }) });
  const two = imageConvolution(one.shape, { maps: second, kernel: secondKernel, pool: 2 });
  return [one, two, denseLayer(two.shape, { units: 10, hidden: false })];
}

async function examineFirstLayer(
  { before, after }: TrainedOnDigits,
  { given, fixed }: { given: Given; fixed: Float32Array | undefined },
  context: TaskContext,
): Promise<TaskResults> {
  const { kernel: side, maps } = given;
  const [old, now] = [before, after].map((weights) => splitKernels(fixed ?? weights[0]?.[0] ?? [], maps));
  const compared = compareKernels(old ?? [], now ?? [], side);
  const random = drawUniform(context, [given.random * maps, side * side], 'random');
  const test = await readMnist('test', context);
  const place = Math.min(given.example, test.count - 1);
  const ink = test.images.subarray(place * test.pixels, (place + 1) * test.pixels);
  const example = { side: Math.sqrt(test.pixels), values: Float64Array.from(ink, (pixel) => pixel / 255) };
  const { vertical } = sobelKernels(side);
  return {
    ...describeComparison(compared, random, side),
    sobel: Array.from({ length: side }, (_, row) => [...vertical.subarray(row * side, (row + 1) * side)]),
    example: { digit: test.labels[place] ?? 0, place: place + 1 },
    kernels_picture: drawKernels(compared, side),
    responses_picture: drawResponses(example, compared, side),
  };
}
