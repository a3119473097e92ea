import { z } from 'zod';

import { count, file, metric, table } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { mnistFiles, readMnist, sliceDigits } from '../datasets/mnist.ts';
import { storeNetwork } from '../models/digit-network.ts';
import { measureAccuracy, trainNetwork } from '../training/train-network.ts';
import { writeSafetensors } from '../weight-files/safetensors.ts';
import { writeTrainingRecord } from '../weight-files/training-record.ts';

const parameters = z.strictObject({
  epochs: z.int().min(1).default(20),
  batch: z
    .int()
    .min(1)
    .default(100)
    .describe('images in a batch; a rest smaller than that is left out of the epoch'),
  rate: z
    .number()
    .positive()
    .default(0.005)
    .describe('Adam’s rate at the start; it falls along a cosine to zero'),
  decay: z.number().min(0).default(0.0001).describe('weight of the kernels’ squared norm in the loss'),
  validation: z.int().min(1).max(30_000).default(5000).describe('last training images, kept from training'),
});

const accuracy = metric({ format: '.3f' });

export const declaration = declareTask({
  title: 'Trains the 784-100-50-10 network on MNIST',
  parameters,
  results: {
    weights: file('application/x-safetensors'),
    history: table({ epoch: count(), loss: metric({ format: '.4f' }), validation: accuracy }),
    images: count({ description: 'images trained on' }),
    train_accuracy: accuracy,
    validation_accuracy: accuracy,
    test_accuracy: accuracy,
  },
  data: mnistFiles,
  engines: ['tensorflow', 'wasm', 'cpu'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const { tf } = context.engine;
  const all = await readMnist('train', context);
  const border = all.count - given.validation;
  const validation = sliceDigits(all, border, all.count);
  const training = sliceDigits(all, 0, border);
  const { network, history } = await trainNetwork(training, validation, given, context);
  const test = await readMnist('test', context);
  const { epochs, batch, rate, decay } = given;
  const record = {
    task: 'train-digits',
    seed: String(context.random.seed),
    images: all.count,
    trainedOn: { start: 0, end: border },
    heldBack: { start: border, end: all.count },
    ...{ epochs, batch, rate, decay },
  };
  return {
    weights: writeSafetensors(await storeNetwork(network), writeTrainingRecord(record)),
    history,
    images: training.count,
    train_accuracy: await measureAccuracy(tf, training, network),
    validation_accuracy: await measureAccuracy(tf, validation, network),
    test_accuracy: await measureAccuracy(tf, test, network),
  };
};
