import { z } from 'zod';

import { count, duration, file as fileOf, group, matrix, metric, table, text } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { activities } from '../datasets/activities.ts';
import { readWindowsOf } from '../datasets/window-input.ts';
import { describeExample } from '../one-against-rest/describe-example.ts';
import { flattenWindows, tellApart } from '../one-against-rest/flat-windows.ts';
import { describeScores, describeStudy } from '../one-against-rest/study-results.ts';
import { trainOneAgainstRest } from '../one-against-rest/train.ts';

const parameters = z.strictObject({
  activity: z
    .enum(activities.map(({ name }) => name))
    .default('rope jumping')
    .describe('the class; all other activities are the rest'),
  epochs: z.int().min(2).max(1000).default(50),
  batch: z
    .union([z.int().min(1), z.literal('all')])
    .default(128)
    .describe('windows in a batch, the last of an epoch having what is left; `all` takes one step an epoch'),
  rate: z
    .number()
    .positive()
    .default(0.001)
    .describe('what a gradient is multiplied by before it is taken off'),
  listed: z.int().min(0).max(1000).default(40).describe('changed predictions listed at the most'),
});

const f1 = metric({ format: '.6f', description: 'mean of both classes’ F1' });
const xent = metric({ format: '.6f', description: 'mean cross-entropy over the training windows' });
const share = metric({ format: '.4f' });
const scores = {
  f1,
  xent,
  accuracy: share,
  recall: metric({ format: '.4f', description: 'of the class' }),
  precision: metric({ format: '.4f', description: 'of the class' }),
  class_f1: metric({ format: '.4f', description: 'of the class' }),
  rest_f1: metric({ format: '.4f', description: 'of the rest' }),
};
const side = group({
  ...scores,
  confusion: matrix(count(), { shape: [2, 2], description: 'class, rest: rows true, columns predicted' }),
});

export const declaration = declareTask({
  title:
    'Trains a softmax layer to tell one activity from the rest, with F1 and cross-entropy after each epoch',
  parameters,
  results: {
    parameters: count(),
    windows: count({ description: 'training windows' }),
    positives: count({ description: 'windows of the class' }),
    negatives: count({ description: 'windows of the rest' }),
    history: table({
      epoch: count(),
      ...scores,
      true_positives: count(),
      false_negatives: count(),
      false_positives: count(),
      true_negatives: count(),
      falls: count({
        description: '1 where F1 and cross-entropy both fall from this epoch to the next, else 0',
      }),
    }),
    falls: table(
      { epoch: count(), next: count(), f1, next_f1: f1, xent, next_xent: xent },
      { description: 'the epochs from which to the next F1 and cross-entropy both fall, strictly' },
    ),
    steps: group(
      {
        total: count({ description: 'from an epoch to the next' }),
        loss_fell: count(),
        f1_fell: count(),
        both_fell: count(),
        loss_fell_f1_rose: count(),
        loss_fell_f1_kept: count(),
        loss_kept_f1_rose: count({ description: 'the loss did not fall, and F1 rose' }),
      },
      { description: 'how often loss and F1 went which way' },
    ),
    pair: group(
      {
        both_fall: count({ description: '1 where both fall in it, 0 where there is no such step' }),
        epoch: count(),
        next: count(),
        before: side,
        after: side,
        changes: count({ description: 'windows predicted otherwise after than before' }),
        to_right: count(),
        to_wrong: count(),
        unchanged: count(),
        largest_margin: metric({ format: '.3f', description: 'among the changed ones, on either side' }),
        changed_margin: metric({ format: '.3f', description: 'the median among the changed ones' }),
        median_margin: metric({ format: '.3f', description: 'of all predictions before' }),
        changed: table(
          {
            window: count({ description: 'place among the training windows, from 1' }),
            subject: count(),
            activity: text(),
            before: metric({ format: '.4f', description: 'probability of the class' }),
            after: metric({ format: '.4f', description: 'probability of the class' }),
            margin: metric({ format: '.4f', description: 'the greater lead of one class over the other' }),
            right: count({ description: '1 where the prediction after is right, else 0' }),
          },
          { description: 'the greatest margin first' },
        ),
        loss: group({
          improved: count({ description: 'windows whose own loss fell' }),
          worsened: count({ description: 'windows whose own loss rose' }),
          by_unchanged: metric({ format: '+.6f', description: 'change of the mean loss by these windows' }),
          by_changed: metric({ format: '+.6f', description: 'change of the mean loss by these windows' }),
        }),
      },
      { description: 'of the steps in which the loss falls, the one in which F1 loses most' },
    ),
    final: side,
    predictions: fileOf('application/octet-stream', {
      locked: true,
      description:
        'epoch by epoch a bit a window, the first the highest; set where it is taken for the class',
    }),
    train_time: duration({ description: 'all epochs, measuring included' }),
  },
  inputs: { windows: 'file' },
  engines: ['tensorflow', 'wasm', 'cpu'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const windows = await readWindowsOf(context);
  const truth = tellApart(windows, given.activity);
  const data = flattenWindows(context.engine.tf, windows, truth);
  const { layer, study, seconds } = await trainOneAgainstRest(data, given, context);
  const { example, history } = study;
  const last = history.at(-1);
  if (!example || !last) throw new RangeError('two epochs have a step between them');
  const negatives = truth.reduce((sum, output) => sum + output, 0);
  return {
    parameters: layer.kernel.size + layer.bias.size,
    windows: truth.length,
    positives: truth.length - negatives,
    negatives,
    ...describeStudy(study),
    pair: describeExample(example, { truth, windows: windows.training, listed: given.listed }),
    final: describeScores(last),
    train_time: seconds,
  };
};
