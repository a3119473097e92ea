import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';

import { count, group, image, matrix, metric, table, text, type GroupSpec } from '../../base/kinds.ts';
import { recordOfOtherData } from '../../base/messages/experiments.ts';
import type { TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { digitTensors, mnistFiles, readMnist, sliceDigits, type Digits } from '../datasets/mnist.ts';
import { addDifferences, compareLogits, compareWithLayers, noDifference } from '../models/compare-logits.ts';
import {
  buildLayerModel,
  loadNetwork,
  logitsByHand,
  networkTensors,
  type DigitNetwork,
} from '../models/digit-network.ts';
import { logitsInDouble } from '../models/digit-network-double.ts';
import { readDigits } from '../models/read-digits.ts';
import type { TensorLibrary } from '../tensors.ts';
import { compareAccuracies, type Accuracy } from '../training/compare-accuracies.ts';
import { examineMistakes } from '../training/examine-mistakes.ts';
import { readMetadata, readSafetensors, type StoredTensors } from '../weight-files/safetensors.ts';
import { readTrainingRecord, type ImageRange, type TrainingRecord } from '../weight-files/training-record.ts';

const parameters = z.strictObject({
  loaded: z.int().min(1).max(60_000).default(55_000).describe('training images taken from either end'),
  agreement: z
    .number()
    .positive()
    .default(1e-6)
    .describe('difference of the logits that is allowed, relative to the greatest of the image'),
  sure: z.number().min(0).max(1).default(0.9).describe('confidence beyond which a reading counts as sure'),
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

const range = group(
  { images: count(), first: count(), last: count() },
  { description: 'places in the training set, from 1' },
);

export const declaration = declareTask({
  title: 'Computes the 784-100-50-10 network on MNIST by basic operations',
  parameters,
  results: {
    train: part('all training images'),
    first: part('the first of the training images, `loaded` of them'),
    last: part('the last of the training images, `loaded` of them'),
    trained: part('the training images that the weights were trained on, by the weight file’s own record'),
    held: part('the training images kept back from training, by that record'),
    test: part('the test images'),
    held_and_test: group(
      {
        difference: metric({ format: '.4f' }),
        error: metric({ format: '.4f', description: 'standard error of the difference' }),
        errors: metric({ format: '.1f', description: 'the difference in standard errors' }),
      },
      { description: 'accuracy on the images kept back against that on the test images' },
    ),
    weights: group(
      {
        trained_on: range,
        held_back: range,
        epochs: count(),
        batch: count(),
        rate: metric({ format: '~r' }),
        decay: metric({ format: '~r' }),
        seed: text(),
      },
      { description: 'how the weights were made, by the weight file’s own record' },
    ),
    widths: group({ inputs: count(), hidden1: count(), hidden2: count(), outputs: count() }),
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
      beyond: count({ description: 'images whose `row` is not within `agreement`' }),
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
    easiest: group({ digit: count(), error: share }, { description: 'the digit missed least often' }),
    hardest: group({ digit: count(), error: share }, { description: 'the digit missed most often' }),
    confidence: group(
      {
        right: metric({ format: '.2f', description: 'mean over the right readings' }),
        wrong: metric({ format: '.2f', description: 'mean over the wrong readings' }),
        sure: metric({ format: '.1%', description: 'share of the readings that are sure' }),
        sure_mistakes: metric({ format: '.0%', description: 'share of the mistakes that are sure' }),
        sure_errors: metric({ format: '.2%', description: 'share of the sure readings that are wrong' }),
      },
      { description: 'test images: the probability given to the digit read' },
    ),
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
  const file = await context.open('digits');
  const [stored, record] = [readSafetensors(file), readTrainingRecord(readMetadata(file))];
  const network = loadNetwork(tf, stored);
  const [train, test] = [await readMnist('train', context), await readMnist('test', context)];
  const { parts, held, tested } = await measureParts(tf, [train, test], { network, record, ...given });
  return {
    ...parts,
    held_and_test: compareAccuracies(held, tested),
    weights: recordResults(record),
    widths: widthsOf(network),
    parameters: networkTensors(network).reduce((sum, { size }) => sum + size, 0),
    equality: await compareAll(tf, [train, test], { network, tolerance: given.agreement }),
    rounding: await compareWithDouble(tf, test, { network, stored, tolerance: given.agreement }),
    ...examineMistakes(test, await readDigits(tf, test, network), given),
  };
};

/**
 * Accuracies on the parts of the data; which images were trained on is what the weights themselves say. Throws where they
 * were trained on a part of other data than these.
 */
async function measureParts(
  tf: TensorLibrary,
  [train, test]: readonly [Digits, Digits],
  { network, record, loaded }: { network: DigitNetwork; record: TrainingRecord; loaded: number },
): Promise<{ parts: TaskResults; held: Accuracy; tested: Accuracy }> {
  const { trainedOn, heldBack, images } = record;
  if (images !== train.count) throw new Error(recordOfOtherData(images, train.count));
  const measure = (start: number, end: number): Promise<Accuracy> =>
    measurePart(tf, sliceDigits(train, start, end), network);
  const held = await measure(heldBack.start, heldBack.end);
  const tested = await measurePart(tf, test, network);
  const parts = {
    train: { ...(await measure(0, train.count)) },
    first: { ...(await measure(0, Math.min(loaded, train.count))) },
    last: { ...(await measure(Math.max(train.count - loaded, 0), train.count)) },
    trained: { ...(await measure(trainedOn.start, trainedOn.end)) },
    held: { ...held },
    test: { ...tested },
  };
  return { parts, held, tested };
}

async function measurePart(tf: TensorLibrary, digits: Digits, network: DigitNetwork): Promise<Accuracy> {
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

function recordResults({
  trainedOn,
  heldBack,
  epochs,
  batch,
  rate,
  decay,
  seed,
}: TrainingRecord): TaskResults {
  const range = ({ start, end }: ImageRange): TaskResults => ({
    images: end - start,
    first: start + 1,
    last: end,
  });
  return { trained_on: range(trainedOn), held_back: range(heldBack), epochs, batch, rate, decay, seed };
}

function widthsOf({ w1, w2, w3 }: DigitNetwork): TaskResults {
  const [inputs = 0, hidden1 = 0] = w1.shape;
  const [hidden2 = 0, outputs = 0] = [w2.shape[1], w3.shape[1]];
  return { inputs, hidden1, hidden2, outputs };
}

async function compareAll(
  tf: TensorLibrary,
  sets: readonly Digits[],
  { network, tolerance }: { network: DigitNetwork; tolerance: number },
): Promise<TaskResults> {
  const model = buildLayerModel(tf, network);
  let difference = noDifference;
  for (const digits of sets) {
    difference = addDifferences(
      difference,
      await compareWithLayers(tf, digits, { network, model, tolerance }),
    );
  }
  model.dispose();
  return { ...difference };
}

async function compareWithDouble(
  tf: TensorLibrary,
  digits: Digits,
  { network, stored, tolerance }: { network: DigitNetwork; stored: StoredTensors; tolerance: number },
): Promise<TaskResults> {
  const logits = tf.tidy(() => logitsByHand(tf, digitTensors(tf, digits).images, network));
  const found = compareLogits(await logits.data(), logitsInDouble(digits, stored), {
    classes: 10,
    tolerance,
  });
  logits.dispose();
  return { images: found.images, logits: found.logits, row: found.row, readings: found.readings };
}
