import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';

import { count, group, image, matrix, metric, series, table, type GroupSpec } from '../../base/kinds.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { digitTensors, mnistFiles, readMnist, sliceDigits, type Digits } from '../datasets/mnist.ts';
import { addDifferences, compareLogits, compareWithLayers, noDifference } from '../models/compare-logits.ts';
import {
  buildLayerModel,
  loadNetwork,
  logitsByHand,
  networkTensors,
  networkWidths,
  type DigitNetwork,
} from '../models/digit-network.ts';
import { logitsInDouble } from '../models/digit-network-double.ts';
import { listMistakes, readDigits } from '../models/read-digits.ts';
import { drawDigitGrid } from '../pictures/digit-grid.ts';
import type { TensorLibrary } from '../tensors.ts';
import { countConfusion, listCells, scoreClasses } from '../training/confusion.ts';
import { readSafetensors, type StoredTensors } from '../weight-files/safetensors.ts';

const parameters = z.strictObject({
  first: z.int().min(1).max(59_999).default(55_000).describe('training images of the loader of 2017'),
  pairs: z.int().min(1).max(90).default(8).describe('pairs of digits listed'),
  mistakes: z.int().min(1).max(100).default(24).describe('misread digits drawn'),
  columns: z.int().min(1).max(20).default(8).describe('digits in a row of the drawing'),
});

const share = metric({ format: '.1%' });
const part = (description: string): GroupSpec =>
  group(
    { images: count(), correct: count(), wrong: count(), accuracy: metric({ format: '.4f' }) },
    { description },
  );

export const declaration = declareTask({
  title: 'Computes the 784-100-50-10 network on MNIST by basic operations',
  parameters,
  results: {
    train: part('all training images'),
    first: part('the first training images, as many as the loader of 2017 held'),
    held: part('the remaining training images'),
    test: part('the test images'),
    widths: series(count(), { length: 4 }),
    parameters: count(),
    equality: group({
      images: count(),
      logits: count(),
      relative: metric({ format: '.2e', description: 'greatest |a - b| / max(|a|, |b|) over all logits' }),
      row: metric({
        format: '.2e',
        description: 'greatest |a - b| relative to the greatest logit of the image',
      }),
      differing: count({ description: 'logits that are not equal bit for bit' }),
      readings: count({ description: 'images read as another digit by the layer model' }),
    }),
    rounding: group(
      { images: count(), logits: count(), row: metric({ format: '.1e' }), readings: count() },
      { description: 'test images: distance from the same network in 64-bit arithmetic' },
    ),
    confusion: matrix(count(), { shape: [10, 10], description: 'test images: rows true, columns predicted' }),
    cells: table({ truth: count(), predicted: count(), images: count(), share }),
    digits: table({
      digit: count(),
      images: count(),
      correct: count(),
      recall: share,
      precision: share,
      f1: metric({ format: '.3f' }),
    }),
    pairs: table({ truth: count(), predicted: count(), images: count(), share }),
    mistakes: table({
      index: count(),
      truth: count(),
      predicted: count(),
      confidence: metric({ format: '.2%' }),
    }),
    mistakes_picture: image(),
  },
  data: mnistFiles,
  weights: ['digits'],
  engines: ['tensorflow', 'wasm', 'cpu'],
  random: false,
});

/** The share of the images whose most probable digit is the one they show: a scalar. */
export function averageAccuracy(
  tf: TensorLibrary,
  images: Tensor,
  labels: Tensor,
  network: DigitNetwork,
): Scalar {
  const probabilities = tf.softmax(logitsByHand(tf, images, network));
  const predicted = tf.argMax(probabilities, 1);
  return tf.mean(tf.cast(tf.equal(predicted, labels), 'float32'));
}

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const { tf } = context.engine;
  const stored = readSafetensors(await context.open('digits'));
  const network = loadNetwork(tf, stored);
  const [train, test] = [await readMnist('train', context), await readMnist('test', context)];
  return {
    train: await measurePart(tf, train, network),
    first: await measurePart(tf, sliceDigits(train, 0, given.first), network),
    held: await measurePart(tf, sliceDigits(train, given.first, train.count), network),
    test: await measurePart(tf, test, network),
    widths: networkWidths,
    parameters: networkTensors(network).reduce((sum, { size }) => sum + size, 0),
    equality: await compareAll(tf, [train, test], network),
    rounding: await compareWithDouble(tf, test, network, stored),
    ...(await examineMistakes(tf, test, network, given)),
  };
};

async function measurePart(tf: TensorLibrary, digits: Digits, network: DigitNetwork): Promise<TaskResults> {
  const mean = tf.tidy(() => {
    const { images, labels } = digitTensors(tf, digits);
    return averageAccuracy(tf, images, labels, network);
  });
  const [accuracy = Number.NaN] = await mean.data();
  mean.dispose();
  // The mean is a quotient of whole numbers, and 32 bits hold it to a fraction of one image.
  const correct = Math.round(accuracy * digits.count);
  return { images: digits.count, correct, wrong: digits.count - correct, accuracy };
}

async function compareAll(
  tf: TensorLibrary,
  sets: readonly Digits[],
  network: DigitNetwork,
): Promise<TaskResults> {
  const model = buildLayerModel(tf, network);
  let difference = noDifference;
  for (const digits of sets) {
    difference = addDifferences(difference, await compareWithLayers(tf, digits, network, model));
  }
  model.dispose();
  return { ...difference };
}

async function compareWithDouble(
  tf: TensorLibrary,
  digits: Digits,
  network: DigitNetwork,
  stored: StoredTensors,
): Promise<TaskResults> {
  const logits = tf.tidy(() => logitsByHand(tf, digitTensors(tf, digits).images, network));
  const found = compareLogits(await logits.data(), logitsInDouble(digits, stored), 10);
  logits.dispose();
  return { images: found.images, logits: found.logits, row: found.row, readings: found.readings };
}

async function examineMistakes(
  tf: TensorLibrary,
  test: Digits,
  network: DigitNetwork,
  { pairs, mistakes: shown, columns }: z.output<typeof parameters>,
): Promise<TaskResults> {
  const readings = await readDigits(tf, test, network);
  const confusion = countConfusion(test.labels, readings.digits, 10);
  const cells = listCells(confusion).map((cell): Row => ({ ...cell }));
  const mistakes = listMistakes(test, readings).slice(0, shown);
  return {
    confusion,
    cells,
    digits: scoreClasses(confusion).map(({ class: digit, ...scores }) => ({ digit, ...scores })),
    pairs: cells
      .filter(({ truth, predicted }) => truth !== predicted)
      .sort((a, b) => Number(b.images) - Number(a.images))
      .slice(0, pairs),
    mistakes: mistakes.map((mistake): Row => ({ ...mistake })),
    mistakes_picture: drawDigitGrid(test, mistakes, columns),
  };
}
