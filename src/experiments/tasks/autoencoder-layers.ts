import type { LayersModel } from '@tensorflow/tfjs';
import { z } from 'zod';

import { count, group, series, table, text } from '../../base/kinds.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { autoencoderNames, buildAutoencoder } from '../models/autoencoders.ts';
import {
  describeLayers,
  outputSize,
  readPoolings,
  receptiveFields,
  trainedLayers,
  type LayerDescription,
  type TrainedLayer,
} from '../models/count-parameters.ts';

const parameters = z.strictObject({ model: z.enum(autoencoderNames) });

const part = group({
  layers: count({ description: 'layers that have parameters' }),
  parameters: count(),
  formulas: text({ description: 'the layers’ formulas as a sum' }),
  counts: text({ description: 'the layers’ parameters as a sum' }),
});

const layer = group({ inputs: count(), outputs: count(), parameters: count(), formula: text() });

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
    parameters: count(),
    encoder: part,
    decoder: part,
    from_image: layer,
    into_code: layer,
    out_of_code: layer,
    to_image: layer,
    widths: series(count(), { description: 'units or feature maps of the encoder, up to the code' }),
    widths_text: text({ description: '`16, 8 and 8`' }),
    inner_products: text({ description: 'neighbouring widths multiplied, `16·8 + 8·8`; 0 without any' }),
    window: count({ description: 'side of the kernels of a convolution; 1 in a dense model' }),
    pooling: group({
      layers: count(),
      factor: count({ description: 'by which all of them together divide a side' }),
      side: count({ description: 'side of the image as the first one takes it; 0 without any' }),
    }),
    input: count({ description: 'numbers in one image' }),
    code: count({ description: 'numbers in the code' }),
    code_shape: text(),
    receptive_field: count({ description: 'side of the square of pixels that one unit of the code sees' }),
    multiplications: count({ description: 'multiplications with weights for one image' }),
    activations: count({ description: 'numbers that all layers but the input give for one image' }),
  },
  engines: ['cpu', 'wasm', 'tensorflow'],
  random: false,
});

/** Builds the model and reads everything from it: nothing below knows which model it is. */
export const run: TaskRun<typeof parameters> = ({ model: name }, { engine }) => {
  const model = buildAutoencoder(engine.tf, name);
  const layers = describeLayers(model);
  const { encoder, decoder } = trainedLayers(model, 'code');
  const widths = encoder.map(({ outputs }) => outputs);
  const poolings = readPoolings(model);
  const results: TaskResults = {
    ...readFields(model, layers),
    ...namedLayers(encoder, decoder),
    parameters: model.countParams(),
    encoder: partResults(encoder),
    decoder: partResults(decoder),
    widths,
    widths_text: listText(widths.map(countText)),
    inner_products:
      encoder
        .slice(1)
        .map(({ inputs, outputs }) => `${inputs}·${outputs}`)
        .join(' + ') || '0',
    window: encoder[0]?.window ?? 1,
    pooling: { ...poolings, side: poolings.side ?? 0 },
    multiplications: sum(layers.map((layer) => layer.multiplications)),
    activations: sum(model.layers.slice(1).map((layer) => outputSize(model, layer.name))),
  };
  model.dispose();
  return results;
};

/** What is read layer by layer, in the order of the data. */
function readFields(model: LayersModel, layers: readonly LayerDescription[]): TaskResults {
  const fields = receptiveFields(model, 'code');
  const codeAt = model.layers.findIndex((layer) => layer.name === 'code');
  const input = outputSize(model, model.layers[0]?.name ?? '');
  return {
    layers: layers.map((layer, index) => layerRow(layer, fields[index] ?? null)),
    input,
    code: outputSize(model, 'code'),
    code_shape: layers[codeAt]?.output ?? '',
    // A dense layer sees the whole image.
    receptive_field: fields[codeAt] ?? Math.sqrt(input),
  };
}

function layerRow(layer: LayerDescription, field: number | null): Row {
  return { ...layer, receptive_field: field === null ? null : `${field} × ${field}` };
}

/** The layers at the ends of encoder and decoder by what they connect, so that no one has to count lines. */
function namedLayers(encoder: readonly TrainedLayer[], decoder: readonly TrainedLayer[]): TaskResults {
  const layer = (found: TrainedLayer | undefined): TaskResults => {
    if (!found) throw new RangeError('an autoencoder has an encoder and a decoder');
    const { inputs, outputs, parameters, formula } = found;
    return { inputs, outputs, parameters, formula };
  };
  return {
    from_image: layer(encoder[0]),
    into_code: layer(encoder.at(-1)),
    out_of_code: layer(decoder[0]),
    to_image: layer(decoder.at(-1)),
  };
}

function partResults(layers: readonly TrainedLayer[]): TaskResults {
  return {
    layers: layers.length,
    parameters: sum(layers.map(({ parameters }) => parameters)),
    formulas: layers.map(({ formula }) => (layers.length === 1 ? formula : `[${formula}]`)).join(' + '),
    counts: layers.map(({ parameters }) => countText(parameters)).join(' + '),
  };
}

/** As the report prints counts: `25,120`. */
function countText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `16, 8 and 8` */
function listText(parts: readonly string[]): string {
  const [last = '', ...before] = [...parts].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
