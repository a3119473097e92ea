import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';
import { denseLayer } from './dense.ts';
import { dropoutLayer } from './dropout.ts';
import type { Layer, Pass, PassOptions } from './layer.ts';
import { lstmLayer, type LstmOptions } from './lstm-layer.ts';
import { pooledConvolution, type PooledConvolution } from './pooled-convolution.ts';

/** What a model is made of, by its family. */
export type ModelConfiguration =
  | { family: 'mlp'; units: readonly number[]; dropout: number }
  | { family: 'lstm'; units: readonly number[]; dropout: number }
  | ({ family: 'cnn'; units: readonly number[]; dropout: number } & Omit<PooledConvolution, 'maps'> & {
        maps: number;
      })
  | ({ family: 'cnn_lstm'; units: readonly number[]; dropout: number } & PooledConvolution);

/** What goes in and comes out: windows of `length` rows of `channels` values, `classes` logits. */
export interface WindowShape {
  length: number;
  channels: number;
  classes: number;
}

/** A model that tells the class of a window. */
export interface WindowClassifier {
  /** How a batch is to lie in memory: row after row of one window, or one row of all windows after another. */
  order: LstmOptions['order'];
  layers: readonly Layer[];
}

/** The layers of a model of one of the four families. */
export function buildClassifier(given: ModelConfiguration, shape: WindowShape): WindowClassifier {
  const { family } = given;
  const order = family === 'lstm' ? 'steps first' : 'batch first';
  const layers = createStack([shape.length, shape.channels]);
  if (family === 'cnn' || family === 'cnn_lstm') {
    // The channels of a recording are the columns of a picture with one channel: kernels do not mix them.
    for (const channels of [[1], []])
      layers.add((input) => pooledConvolution([...input, ...channels], given));
  }
  const recurrent = family === 'lstm' || family === 'cnn_lstm';
  given.units.forEach((units, index) => {
    const sequences = index < given.units.length - 1;
    if (recurrent) {
      layers.add((input) =>
        lstmLayer(input, { units, sequences, order: index === 0 ? order : 'steps first' }),
      );
    } else layers.add((input) => denseLayer(input, { units, hidden: true }));
    layers.add((input) => dropoutLayer(input, given.dropout));
  });
  layers.add((input) => denseLayer(input, { units: shape.classes, hidden: false }));
  return { order, layers: layers.all() };
}

function createStack(input: readonly number[]): {
  add(make: (input: readonly number[]) => Layer): void;
  all(): readonly Layer[];
} {
  const layers: Layer[] = [];
  return {
    add: (make) => {
      layers.push(make(layers.at(-1)?.shape ?? input));
    },
    all: () => layers,
  };
}

/** The weights of each layer, as tensors or otherwise. */
export type PerLayer<Weight> = readonly (readonly Weight[])[];

/** The logits of a batch, [batch, classes], and the way back to the gradients by all weights, layer by layer. */
export function runClassifier(
  kernels: Kernels,
  { layers }: WindowClassifier,
  batch: Tensor,
  { weights, dropout }: { weights: PerLayer<Tensor>; dropout: PassOptions['dropout'] },
): { logits: Tensor; backward: (gradient: Tensor) => PerLayer<Tensor> } {
  const passes: Pass[] = [];
  let values = batch;
  layers.forEach((layer, index) => {
    const pass = layer.run(kernels, values, weights[index] ?? [], { dropout, inputGradient: index > 0 });
    if (dropout !== null) passes.push(pass);
    else if (pass.output !== values) values.dispose();
    values = pass.output;
  });
  return { logits: values, backward: (gradient) => goBack(passes, gradient) };
}

function goBack(passes: readonly Pass[], gradient: Tensor): PerLayer<Tensor> {
  const collected: (readonly Tensor[])[] = [];
  let byOutput: Tensor | null = gradient;
  for (const pass of [...passes].reverse()) {
    if (!byOutput) throw new RangeError('only the first layer has no gradient by its input');
    const by: ReturnType<Pass['backward']> = pass.backward(byOutput);
    collected.unshift(by.weights);
    if (by.input !== byOutput) byOutput.dispose();
    byOutput = by.input;
  }
  return collected;
}
