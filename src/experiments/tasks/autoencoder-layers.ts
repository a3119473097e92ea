import { z } from 'zod';

import { count, metric, series, table, text } from '../../base/kinds.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { autoencoderNames, buildAutoencoder, encoderWidths } from '../models/autoencoders.ts';
import {
  describeLayers,
  firstWindow,
  outputSize,
  receptiveFields,
  type LayerDescription,
} from '../models/count-parameters.ts';

const parameters = z.strictObject({
  model: z.enum(autoencoderNames),
  multiplier: z.int().min(1).max(64).default(1).describe('factor on all units and feature maps'),
  further: z.int().min(0).max(64).default(0).describe('further pairs of layers around the code'),
});

export const declaration = declareTask({
  title: 'Builds an autoencoder and counts the trainable parameters of each layer',
  parameters,
  results: {
    layers: table({
      layer: text(),
      output: text(),
      parameters: count(),
      formula: text(),
      receptive_field: text(),
      multiplications: count(),
    }),
    kinds: table({ kind: text(), layers: count(), parameters: count(), share: metric({ format: '.1%' }) }),
    parameters: count(),
    trained_layers: count({ description: 'layers that have parameters' }),
    widths: series(count(), { description: 'units or feature maps of the encoder, up to the code' }),
    window: count({ description: 'side of the kernels of a convolution; 1 in a dense model' }),
    input: count({ description: 'numbers in one image' }),
    code: count({ description: 'numbers in the code' }),
    code_shape: text(),
    receptive_field: count({ description: 'side of the square of pixels that one unit of the code sees' }),
    multiplications: count({ description: 'multiplications with weights for one image' }),
  },
  engines: ['cpu', 'wasm', 'tensorflow'],
  random: false,
});

/** Builds the model and reads everything from it: nothing below knows which model it is. */
export const run: TaskRun<typeof parameters> = ({ model: name, ...growth }, { engine }) => {
  const model = buildAutoencoder(engine.tf, name, growth);
  const layers = describeLayers(model);
  const fields = receptiveFields(model, 'code');
  const codeAt = model.layers.findIndex((layer) => layer.name === 'code');
  const results: TaskResults = {
    layers: layers.map((layer, index) => layerRow(layer, fields[index] ?? null)),
    kinds: kindRows(layers, model.countParams()),
    parameters: model.countParams(),
    trained_layers: layers.filter((layer) => layer.parameters > 0).length,
    widths: encoderWidths(name, growth),
    window: firstWindow(model),
    input: outputSize(model, model.layers[0]?.name ?? ''),
    code: outputSize(model, 'code'),
    code_shape: layers[codeAt]?.output ?? '',
    // A dense layer sees the whole image.
    receptive_field: fields[codeAt] ?? Math.sqrt(outputSize(model, model.layers[0]?.name ?? '')),
    multiplications: sum(layers.map((layer) => layer.multiplications)),
  };
  model.dispose();
  return results;
};

function layerRow({ kind: _kind, ...layer }: LayerDescription, field: number | null): Row {
  return { ...layer, receptive_field: field === null ? null : `${field} × ${field}` };
}

function kindRows(layers: readonly LayerDescription[], total: number): Row[] {
  const kinds = [...new Set(layers.map((layer) => layer.kind))];
  return kinds.map((kind) => {
    const members = layers.filter((layer) => layer.kind === kind);
    const parameters = sum(members.map((layer) => layer.parameters));
    return { kind, layers: members.length, parameters, share: parameters / total };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
