import { z } from 'zod';

import { widthPooledAway } from '../../base/messages/experiments.ts';
import { count, duration, file, group, matrix, metric, table, text } from '../../base/kinds.ts';
import type { TaskResults } from '../../base/results.ts';
import { declareTask, type TaskContext, type TaskRun } from '../../base/task.ts';
import { activities } from '../datasets/activities.ts';
import { readWindowsOf } from '../datasets/window-input.ts';
import type { Windows, WindowSet } from '../datasets/windows.ts';
import { openKernels } from '../kernels/execute.ts';
import { countWeights } from '../models/layer.ts';
import { buildClassifier, type WindowClassifier } from '../models/window-classifier.ts';
import { encodeCheckpoint, readSaved } from '../training/classifier-checkpoint.ts';
import { destroyState, startState } from '../training/classifier-state.ts';
import { countConfusion, scoreClasses } from '../training/confusion.ts';
import { cutSet, predictWindows, timePredictions } from '../training/predict-windows.ts';
import { trainClassifier } from '../training/train-classifier.ts';
import { openFeed } from '../training/window-feed.ts';

const widths = z.array(z.int().min(1).max(4096)).min(1).max(8);

const common = {
  epochs: z.int().min(1).default(3),
  batch: z
    .int()
    .min(1)
    .default(128)
    .describe('windows in a batch; what an epoch leaves over is a smaller one'),
  rate: z.number().positive().max(1).default(0.001).describe('Adam’s rate'),
  dropout: z
    .number()
    .min(0)
    .max(0.95)
    .default(0.5)
    .describe('share of a layer’s outputs left out in training'),
  passes: z
    .int()
    .min(1)
    .default(1)
    .describe('passes over the validation windows, each batch of which is timed'),
};

const convolutions = {
  maps: z.int().min(1).max(512).default(16).describe('feature maps of both convolutions'),
  kernel: z.int().min(1).max(50).default(5).describe('rows that a convolution spans'),
  pool: z.int().min(1).max(10).default(2).describe('rows that go into a maximum; rows left over are dropped'),
};

const dense = widths.describe('units of the hidden dense layers');
const recurrent = widths.describe('units of the LSTM layers');

const parameters = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('mlp'), units: dense, ...common }),
  z.strictObject({ family: z.literal('lstm'), units: recurrent, ...common }),
  z.strictObject({ family: z.literal('cnn'), units: dense, ...convolutions, ...common }),
  z.strictObject({ family: z.literal('cnn_lstm'), units: recurrent, ...convolutions, ...common }),
]);

const classes = activities.length;
const share = metric({ format: '.3f' });

const scores = group({
  windows: count(),
  f1: metric({ format: '.3f', description: 'mean of the classes’ F1, each class weighing the same' }),
  accuracy: share,
  confusion: matrix(count(), { shape: [classes, classes], description: 'rows true, columns predicted' }),
  classes: table({ activity: text(), windows: count(), recall: share, precision: share, f1: share }),
});

export const declaration = declareTask({
  title: 'Trains a model to tell activities apart by windows of sensor recordings',
  parameters,
  inputs: { windows: 'file' },
  results: {
    parameters: count({ description: 'weights that are trained' }),
    flops: count({ description: 'floating-point operations for one window, two a multiply-add' }),
    layers: table({ layer: text(), shape: text(), parameters: count(), flops: count() }),
    history: table({ epoch: count(), loss: metric({ format: '.4f' }), seconds: duration() }),
    training: scores,
    validation: scores,
    predictions: file('application/octet-stream', {
      locked: true,
      description: 'the class of each window, a byte each: training, then validation',
    }),
    train_time: duration({ description: 'all epochs; without loading and evaluation' }),
    inference_time: duration({
      description: 'all validation windows, at the median of the batches’ seconds a window',
    }),
  },
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const windows = await readWindowsOf(context);
  const { channels, length } = windows;
  if ('pool' in given && length < given.pool * given.pool)
    throw new Error(widthPooledAway(length, given.pool));
  const model = buildClassifier(given, { channels, length, classes });
  return { ...describeModel(model), ...(await trainAndScore(model, windows, given, context)) };
};

function describeModel({ layers }: WindowClassifier): TaskResults {
  const rows = layers.map((layer) => ({
    layer: layer.name,
    shape: layer.shape.join(' × '),
    parameters: countWeights(layer),
    flops: layer.flops,
  }));
  return {
    parameters: rows.reduce((sum, row) => sum + row.parameters, 0),
    flops: rows.reduce((sum, row) => sum + row.flops, 0),
    layers: rows,
  };
}

async function trainAndScore(
  model: WindowClassifier,
  windows: Windows,
  given: z.output<typeof parameters>,
  context: TaskContext,
): Promise<TaskResults> {
  const kernels = openKernels(context.engine.tf);
  const feed = openFeed(kernels, windows, model.order);
  const saved = await readSaved(kernels, model, context.checkpoint);
  const state = saved?.state ?? startState(kernels, model, context.random.fork('weights'));
  const history = await trainClassifier(
    state,
    windows.training,
    { given, history: saved?.history ?? [] },
    {
      kernels,
      feed,
      context,
      record: (records) => context.checkpoint.write(encodeCheckpoint(kernels, state, records)),
    },
  );
  const training = predictWindows(kernels, state, cutSet(kernels, windows.training, feed), (batch) => {
    batch.dispose();
  });
  // What is timed is the model: its windows lie ready, and it has read others before.
  const ready = [...cutSet(kernels, windows.validation, feed)];
  const timing = { passes: given.passes, time: () => context.time() };
  const { predicted: validation, seconds } = timePredictions(kernels, state, ready, timing);
  kernels.tf.dispose(ready);
  destroyState(kernels, state);
  feed.dispose();
  return {
    history: history.map((record) => ({ ...record })),
    training: scoreWindows(windows.training, training),
    validation: scoreWindows(windows.validation, validation),
    predictions: new Uint8Array([...training, ...validation]),
    train_time: history.reduce((sum, { seconds }) => sum + seconds, 0),
    inference_time: seconds,
  };
}

function scoreWindows({ labels }: WindowSet, predicted: Uint8Array): TaskResults {
  const confusion = countConfusion(labels, predicted, classes);
  const scored = scoreClasses(confusion);
  const correct = scored.reduce((sum, score) => sum + score.correct, 0);
  return {
    windows: labels.length,
    f1: scored.reduce((sum, { f1 }) => sum + f1, 0) / classes,
    accuracy: labels.length === 0 ? 0 : correct / labels.length,
    confusion,
    classes: scored.map(({ class: index, images, recall, precision, f1 }) => ({
      activity: activities[index]?.name ?? '',
      windows: images,
      recall,
      precision,
      f1,
    })),
  };
}
