import { z } from 'zod';

import { count, group, metric, table, text } from '../../base/kinds.ts';
import { widthPooledAway } from '../../base/messages/experiments.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { activities } from '../datasets/activities.ts';
import { countModel, countTraffic, type LayerCosts } from '../models/layer-costs.ts';
import { buildClassifier } from '../models/window-classifier.ts';

const widths = z.array(z.int().min(1).max(4096)).min(1).max(8);

const common = {
  dropout: z.number().min(0).max(0.95).default(0.5).describe('where it is 0, training keeps nothing for it'),
  batch: z
    .int()
    .min(1)
    .default(256)
    .describe('windows read at once; 256 is what the networks are timed with'),
  length: z.int().min(1).default(100).describe('rows of a window'),
  channels: z.int().min(1).default(52).describe('numbers of a row'),
};

const convolutions = {
  maps: z.int().min(1).max(512).default(16),
  kernel: z.int().min(1).max(50).default(5),
  pool: z.int().min(1).max(10).default(2),
};

const parameters = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('mlp'), units: widths, ...common }),
  z.strictObject({ family: z.literal('lstm'), units: widths, ...common }),
  z.strictObject({ family: z.literal('cnn'), units: widths, ...convolutions, ...common }),
  z.strictObject({ family: z.literal('cnn_lstm'), units: widths, ...convolutions, ...common }),
]);

const intensity = metric({ format: '.1f', description: 'floating-point operations for each byte moved' });
const traffic = group({
  bytes: count({ description: 'the weights once, and what every layer reads and writes for each window' }),
  intensity,
});

export const declaration = declareTask({
  title: 'Counts what a model that tells activities apart costs, from the shapes of its layers',
  parameters,
  results: {
    parameters: count(),
    flops: count({ description: 'floating-point operations for one window, two a multiply-add' }),
    sequence: count({ description: 'products of matrices of which each waits for the one before' }),
    memory: group({
      inference: count({ description: 'bytes a window: the most that a layer reads and writes' }),
      training: count({ description: 'bytes a window: all that is kept for the way back' }),
    }),
    batch: traffic,
    alone: group({ ...traffic.results }, { description: 'the same for a batch of one window' }),
    layers: table({
      layer: text(),
      shape: text(),
      parameters: count(),
      flops: count(),
      activations: count({ description: 'numbers written for one window' }),
      bytes: count({ description: 'moved for a batch' }),
      intensity,
    }),
  },
  engines: ['javascript'],
  random: false,
});

/** Builds the very layers that are trained, and counts; nothing is computed with them. */
export const run: TaskRun<typeof parameters> = (given) => {
  const { length, channels, batch } = given;
  if ('pool' in given && length < given.pool * given.pool)
    throw new Error(widthPooledAway(length, given.pool));
  const { layers } = buildClassifier(given, { length, channels, classes: activities.length });
  const model = countModel(layers, length * channels, given.dropout);
  const { flops, sequence, memory } = model;
  return {
    parameters: model.parameters,
    flops,
    sequence,
    memory,
    batch: describeTraffic(model.layers, flops, batch),
    alone: describeTraffic(model.layers, flops, 1),
    layers: model.layers.filter(({ writes }) => writes > 0).map((layer) => layerRow(layer, batch)),
  };
};

function describeTraffic(layers: readonly LayerCosts[], flops: number, batch: number): TaskResults {
  const bytes = countTraffic(layers, batch);
  return { bytes, intensity: (batch * flops) / bytes };
}

function layerRow(layer: LayerCosts, batch: number): Row {
  const bytes = countTraffic(layer, batch);
  return {
    layer: layer.name,
    shape: layer.shape.join(' × '),
    parameters: layer.parameters,
    flops: layer.flops,
    activations: layer.writes,
    bytes,
    intensity: (batch * layer.flops) / bytes,
  };
}
