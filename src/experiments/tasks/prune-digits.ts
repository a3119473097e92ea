import { z } from 'zod';

import { count, duration, group, metric, table, text } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { digitTensors, mnistFiles, readMnist, sliceDigits } from '../datasets/mnist.ts';
import { openKernels } from '../kernels/execute.ts';
import { readDenseNetwork, sizeOf } from '../pruning/dense-network.ts';
import { describeRuns } from '../pruning/pruning-results.ts';
import { epochsOf, runPruning, ways } from '../pruning/pruning-runs.ts';
import { readMetadata, readSafetensors } from '../weight-files/safetensors.ts';
import { readTrainingRecord } from '../weight-files/training-record.ts';

const parameters = z.strictObject({
  how: z
    .enum(ways)
    .default('norm')
    .describe('what is taken out, and by which rule; `scratch` trains a small one anew'),
  kept: z
    .array(z.number().gt(0).max(1))
    .min(1)
    .default([0.1, 0.5, 1])
    .describe('shares kept: of the units of both hidden layers, of the rank, or of the weights'),
  fold: z.boolean().default(true).describe('whether a removed unit’s mean goes into the next bias'),
  stages: z.int().min(1).default(1).describe('steps in which it is removed; training follows each'),
  epochs: z.int().min(0).default(2).describe('of training after each stage'),
  rate: z.number().positive().default(0.001).describe('Adam’s rate at the start of that training'),
  repeats: z.int().min(1).default(1).describe('runs of each share, with other random numbers'),
  sample: z.int().min(1).default(10_000).describe('first training images, on which accuracy is measured too'),
  passes: z.int().min(1).default(5).describe('over the test images, to time an answer'),
});

const share = metric({ format: '.0%' });
const accuracy = metric({ format: '.4f' });
const scores = {
  before: accuracy,
  before_loss: metric({ format: '.3f' }),
  before_training: accuracy,
  after: accuracy,
  after_loss: metric({ format: '.3f' }),
  after_training: accuracy,
};
const size = {
  parameters: count({ description: 'weights and biases that are there' }),
  bytes: count({ description: 'to store them' }),
  flops: count({ description: 'for one image, two a weight that is there' }),
};

export const declaration = declareTask({
  title: 'Prunes the 784-100-50-10 network and trains it further',
  parameters,
  results: {
    full: group(size, { description: 'the network as it is' }),
    images: group({ training: count(), sample: count(), test: count() }),
    trained: count({ description: 'epochs that each network was trained for in all' }),
    curve: table(
      {
        how: text(),
        share,
        hidden1: count(),
        hidden2: count(),
        rank1: count({ description: 'of the first kernel where it is a product, else 0' }),
        rank2: count(),
        ...size,
        ...scores,
        before_spread: metric({ format: '.4f', description: 'standard deviation over the runs' }),
        after_spread: metric({ format: '.4f' }),
        time: duration({ description: 'to read the test images' }),
      },
      { description: 'for each share the means over its runs; before and after: test images' },
    ),
    runs: table({ how: text(), share, repeat: count(), ...scores }),
  },
  data: mnistFiles,
  weights: ['digits'],
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const kernels = openKernels(context.engine.tf);
  const { tf } = kernels;
  const file = await context.open('digits');
  const [network, record] = [readDenseNetwork(readSafetensors(file)), readTrainingRecord(readMetadata(file))];
  const digits = await readMnist('train', context);
  // What was held back from training stays out of it: neither the choice of nodes nor further training sees it.
  const learnt = sliceDigits(digits, record.trainedOn.start, record.trainedOn.end);
  const training = digitTensors(tf, learnt);
  const sample = digitTensors(tf, sliceDigits(learnt, 0, Math.min(given.sample, learnt.count)));
  const test = digitTensors(tf, await readMnist('test', context));
  const { epochs, batch, rate, decay } = record;
  const original = { epochs, batch, rate, decay };
  const runs = await runPruning(given, { kernels, network, original, training, sample, test, context });
  return {
    full: { ...sizeOf(network) },
    images: { training: training.labels.size, sample: sample.labels.size, test: test.labels.size },
    trained: epochsOf(given, original),
    ...describeRuns(given.how, runs),
  };
};
