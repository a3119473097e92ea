import type { LayersModel } from '@tensorflow/tfjs';

import type { Layer } from '../tensors.ts';

/** One line of a layer table, read from a built model. */
export interface LayerDescription {
  /** In words: `Convolution 3 × 3`. */
  layer: string;
  /** Shape of its output without the batch: `16 × 16 × 8`. */
  output: string;
  parameters: number;
  /** How the count comes about, `(3·3·1)·16 + 16`; null where nothing is trained. */
  formula: string | null;
  /** Multiplications of weights with inputs for one image. */
  multiplications: number;
}

const kinds: { readonly [className: string]: string } = {
  InputLayer: 'Input',
  Dense: 'Dense',
  Conv2D: 'Convolution',
  Conv2DTranspose: 'Transposed convolution',
  MaxPooling2D: 'Max-pooling',
  ZeroPadding2D: 'Zero-padding',
  Cropping2D: 'Cropping',
  GaussianNoise: 'Gaussian noise',
};

/**
 * Describes every layer of a built model. Throws where a generated formula does not evaluate to what the layer itself
 * counts, so that a formula can stand in the document unread.
 */
export function describeLayers(model: LayersModel): LayerDescription[] {
  return model.layers.map(describeLayer);
}

function describeLayer(layer: Layer): LayerDescription {
  const formula = parameterFormula(layer);
  const parameters = layer.countParams();
  const evaluated = formula === null ? 0 : evaluateFormula(formula);
  if (evaluated !== parameters)
    throw new Error(`${formula} is ${evaluated}, but the layer has ${parameters} parameters`);
  const kind = kinds[layer.getClassName()] ?? layer.getClassName();
  return {
    layer: [kind, windowText(layer)].filter((part) => part !== '').join(' '),
    output: shapeText(outputShape(layer)),
    parameters,
    formula,
    multiplications: multiplications(layer),
  };
}

/** Writes a layer's count as (weights into a unit)·units + biases, from the shapes of its kernel and bias. */
export function parameterFormula(layer: Layer): string | null {
  const kernel = kernelShape(layer);
  if (kernel === null) return null;
  const { window, inputs, outputs } = kernel;
  const weights =
    window.length === 0 ? `${inputs}·${outputs}` : `(${[...window, inputs].join('·')})·${outputs}`;
  const biases = layer.weights.find(({ shape }) => shape.length === 1)?.shape[0];
  return biases === undefined || biases === null ? weights : `${weights} + ${biases}`;
}

/** The value of a formula made of sums of products, such as `(3·3·1)·16 + 16`. */
export function evaluateFormula(formula: string): number {
  return formula
    .replace(/[()]/g, '')
    .split('+')
    .map((product) => product.split('·').reduce((value, factor) => value * Number(factor), 1))
    .reduce((sum, value) => sum + value, 0);
}

/** Size of the square of pixels that can reach one unit, layer by layer; null from the first layer that is not local. */
export function receptiveFields(model: LayersModel, lastLayer: string): (number | null)[] {
  let [size, jump, inside]: [number | null, number, boolean] = [1, 1, true];
  return model.layers.map((layer) => {
    if (!inside) return null;
    inside = layer.name !== lastLayer;
    const [window, stride] = reach(layer);
    size = size === null || window === null ? null : size + (window - 1) * jump;
    jump *= stride;
    return size;
  });
}

/** Width of a layer's window and its step, in units of its input. */
function reach(layer: Layer): [number | null, number] {
  const config = layer.getConfig();
  switch (layer.getClassName()) {
    case 'Dense':
      return [null, 1];
    case 'Conv2D':
      return [firstOf(config.kernelSize), firstOf(config.strides)];
    case 'MaxPooling2D':
      return [firstOf(config.poolSize), firstOf(config.strides)];
    default:
      return [1, 1];
  }
}

interface KernelShape {
  /** Height and width; empty for a dense layer. */
  window: readonly number[];
  inputs: number;
  outputs: number;
}

function kernelShape(layer: Layer): KernelShape | null {
  const shape = layer.weights.map((weight) => sizes(weight.shape)).find((candidate) => candidate.length > 1);
  if (shape === undefined) return null;
  const [last = 0, beforeLast = 0] = [...shape].reverse();
  const window = shape.slice(0, -2);
  // A transposed convolution keeps the kernel of the convolution whose gradient it is: outputs before inputs.
  const transposed = layer.getClassName() === 'Conv2DTranspose';
  return transposed
    ? { window, inputs: last, outputs: beforeLast }
    : { window, inputs: beforeLast, outputs: last };
}

/** Each weight of a kernel is used once a position: of the output in a convolution, of the input in a transposed one. */
function multiplications(layer: Layer): number {
  const kernel = kernelShape(layer);
  if (kernel === null) return 0;
  const grid = layer.getClassName() === 'Conv2DTranspose' ? inputShape(layer) : outputShape(layer);
  return product(grid.slice(0, -1)) * product(kernel.window) * kernel.inputs * kernel.outputs;
}

/** Units in the output of the layer of this name. */
export function outputSize(model: LayersModel, layer: string): number {
  return product(outputShape(model.getLayer(layer)));
}

/** A layer that has weights: what it takes and gives, in units or, for a convolution, feature maps. */
export interface TrainedLayer {
  inputs: number;
  outputs: number;
  /** Side of a convolution's window; 1 in a dense layer. */
  window: number;
  parameters: number;
  formula: string;
}

/** The layers with weights up to the layer of this name, the code, and those after it. */
export function trainedLayers(
  model: LayersModel,
  code: string,
): { encoder: TrainedLayer[]; decoder: TrainedLayer[] } {
  const border = model.layers.findIndex((layer) => layer.name === code) + 1;
  const trained = (layers: readonly Layer[]): TrainedLayer[] => layers.flatMap(trainedLayer);
  return { encoder: trained(model.layers.slice(0, border)), decoder: trained(model.layers.slice(border)) };
}

function trainedLayer(layer: Layer): TrainedLayer[] {
  const [kernel, formula] = [kernelShape(layer), parameterFormula(layer)];
  if (kernel === null || formula === null) return [];
  const { inputs, outputs, window } = kernel;
  return [{ inputs, outputs, window: window[0] ?? 1, parameters: layer.countParams(), formula }];
}

/** The max-pooling layers of a model. */
export interface Poolings {
  layers: number;
  /** By how much all of them together divide a side of the image. */
  factor: number;
  /** Side of what the first one takes; null without any. */
  side: number | null;
}

/** Reads the max-pooling layers of a built model. */
export function readPoolings(model: LayersModel): Poolings {
  const layers = model.layers.filter((layer) => layer.getClassName() === 'MaxPooling2D');
  const [first] = layers;
  return {
    layers: layers.length,
    factor: product(layers.map((layer) => reach(layer)[1])),
    side: first ? (inputShape(first)[0] ?? null) : null,
  };
}

function windowText(layer: Layer): string {
  const config = layer.getConfig();
  const window = config.kernelSize ?? config.poolSize;
  return Array.isArray(window) ? window.join(' × ') : '';
}

function shapeText(shape: readonly number[]): string {
  return shape.join(' × ');
}

function outputShape(layer: Layer): number[] {
  return sizes(layer.outputShape).slice(1);
}

function inputShape(layer: Layer): number[] {
  const { inputShapes } = layer.inboundNodes[0] ?? { inputShapes: [] };
  return sizes(inputShapes[0]).slice(1);
}

/** A shape as numbers; the open batch dimension becomes 0. */
function sizes(shape: unknown): number[] {
  return Array.isArray(shape) ? shape.map((size) => (typeof size === 'number' ? size : 0)) : [];
}

function firstOf(config: unknown): number {
  const [first] = sizes(config);
  return first ?? 1;
}

function product(factors: readonly number[]): number {
  return factors.reduce((value, factor) => value * factor, 1);
}
