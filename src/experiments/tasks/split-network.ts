import { z } from 'zod';

import { count, group, metric, table, text } from '../../base/kinds.ts';
import type { TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { product } from '../models/layer.ts';
import { bytesOfNumber } from '../models/layer-costs.ts';
import { splitLayers, type SplitLayer } from '../models/split-layers.ts';

const size = z.int().min(1).max(100_000);

const parameters = z.strictObject({
  side: z.int().min(1).max(4096).describe('of the image, which is square'),
  channels: z.int().min(1).max(1024),
  blocks: z.array(z.array(size).min(1)).min(1).describe('feature maps of the convolutions between poolings'),
  kernel: z.int().min(1).max(31).describe('side of the kernels; convolutions keep the sides of the image'),
  pool: z.int().min(1).max(16).describe('side of the windows pooled after each block'),
  dense: z.array(size).min(1).describe('units of the dense layers, the last of which are the classes'),
});

const bytes = count({ description: 'the weights once, and what the layers read and write for one image' });
const intensity = metric({ format: '.1f', description: 'operations for each byte moved, one image alone' });

const part = group({ layers: count(), parameters: count(), flops: count(), bytes, intensity });

export const declaration = declareTask({
  title: 'Splits a network into convolutions and dense layers and counts what each costs',
  parameters,
  results: {
    layers: table({
      layer: text(),
      kind: text(),
      output: text(),
      parameters: count(),
      flops: count({ description: 'for one image, two a multiply-add' }),
      activations: count({ description: 'numbers that the layer gives for one image' }),
      bytes,
      unshared: count({ description: 'weights of a dense layer between the same numbers' }),
    }),
    convolutions: part,
    dense: part,
    parameters: count(),
    flops: count(),
    activations: count(),
  },
  engines: ['javascript'],
  random: false,
});

/** Counts from the shapes alone. */
export const run: TaskRun<typeof parameters> = (given) => {
  const layers = splitLayers(given).map(countActivations);
  return {
    layers: layers.map(({ inputs: _, ...layer }) => ({ ...layer, output: layer.output.join(' × ') })),
    convolutions: describePart(layers, 'convolution'),
    dense: describePart(layers, 'dense'),
    parameters: sum(layers.map((layer) => layer.parameters)),
    flops: sum(layers.map((layer) => layer.flops)),
    activations: sum(layers.map((layer) => layer.activations)),
  };
};

interface CountedLayer extends SplitLayer {
  activations: number;
  bytes: number;
}

function countActivations(layer: SplitLayer): CountedLayer {
  const activations = product(layer.output);
  return { ...layer, activations, bytes: bytesOfNumber * (layer.parameters + layer.inputs + activations) };
}

function describePart(layers: readonly CountedLayer[], kind: SplitLayer['kind']): TaskResults {
  const own = layers.filter((layer) => layer.kind === kind);
  const flops = sum(own.map((layer) => layer.flops));
  const moved = sum(own.map((layer) => layer.bytes));
  return {
    layers: own.length,
    parameters: sum(own.map((layer) => layer.parameters)),
    flops,
    bytes: moved,
    intensity: flops / moved,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
