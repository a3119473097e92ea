import { z } from 'zod';

import { count, duration, group, metric, table } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { mnistFiles } from '../datasets/mnist.ts';
import { digitTraining, trainOnDigits } from '../first-layer/train-on-digits.ts';
import { denseLayer } from '../models/dense.ts';
import { countWeights } from '../models/layer.ts';

const parameters = z.strictObject({
  ...digitTraining,
  units: z.int().min(1).default(64).describe('of the hidden layer'),
});

export const declaration = declareTask({
  title: 'Trains a network with one hidden dense layer on MNIST',
  parameters,
  results: {
    parameters: count(),
    images: count({ description: 'images trained on' }),
    test: group({ images: count(), correct: count(), wrong: count(), accuracy: metric({ format: '.2%' }) }),
    history: table({ epoch: count(), loss: metric({ format: '.4f' }) }),
    train_time: duration({ description: 'all epochs' }),
  },
  data: mnistFiles,
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const hidden = denseLayer([28 * 28], { units: given.units, hidden: true });
  const layers = [hidden, denseLayer(hidden.shape, { units: 10, hidden: false })];
  const { history, images, test } = await trainOnDigits(layers, given, context);
  return {
    parameters: layers.reduce((sum, layer) => sum + countWeights(layer), 0),
    ...{ images, test: { ...test } },
    history: history.map(({ epoch, loss }) => ({ epoch, loss })),
    train_time: history.reduce((sum, { seconds }) => sum + seconds, 0),
  };
};
