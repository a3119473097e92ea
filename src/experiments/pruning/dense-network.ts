import { weightMissing } from '../../base/messages/experiments.ts';
import type { Random } from '../../base/random.ts';
import type { StoredTensor, StoredTensors } from '../weight-files/safetensors.ts';

/** Row after row. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float32Array;
}

export type Activation = 'sigmoid' | 'relu' | 'none';

/** A dense layer: the activation of x F₁ F₂ … + b. One factor is the ordinary kernel [inputs, units]. */
export interface DenseWeights {
  factors: readonly Matrix[];
  bias: Float32Array;
  activation: Activation;
  /** Whether weights that are zero are taken out: they stay zero in training, and need not be stored. */
  isSparse: boolean;
}

/** Layers, the first one reading the image and the last one giving the logits. */
export type DenseNetwork = readonly DenseWeights[];

const activations: readonly [name: string, activation: Activation][] = [
  ['hidden1', 'sigmoid'],
  ['hidden2', 'relu'],
  ['output', 'none'],
];

/** The network of a weight file, whatever its widths. Throws where a tensor is missing. */
export function readDenseNetwork(stored: StoredTensors): DenseNetwork {
  return activations.map(([name, activation]) => {
    const kernel = tensorOf(stored, `${name}.kernel`);
    const [rows = 0, columns = 0] = kernel.shape;
    const factors = [{ rows, columns, values: kernel.values }];
    return { factors, bias: tensorOf(stored, `${name}.bias`).values, activation, isSparse: false };
  });
}

function tensorOf(stored: StoredTensors, name: string): StoredTensor {
  const tensor = stored[name];
  if (!tensor) throw new Error(weightMissing(name));
  return tensor;
}

/** A network of the same form and these widths with random weights: Glorot and Bengio's uniform kernels, zero biases. */
export function startDenseNetwork(widths: readonly number[], random: Random): DenseNetwork {
  return activations.map(([, activation], layer) => {
    const [rows = 0, columns = 0] = widths.slice(layer, layer + 2);
    const limit = Math.sqrt(6 / (rows + columns));
    const values = Float32Array.from({ length: rows * columns }, () => (2 * random.uniform() - 1) * limit);
    const bias = new Float32Array(columns);
    return { factors: [{ rows, columns, values }], bias, activation, isSparse: false };
  });
}

/** The units of each layer, those of the input first. */
export function widthsOf(network: DenseNetwork): number[] {
  return [network[0]?.factors[0]?.rows ?? 0, ...network.map(({ bias }) => bias.length)];
}

/** A layer's only factor. Throws where its kernel is a product. */
export function kernelOf({ factors }: DenseWeights): Matrix {
  const [kernel, ...others] = factors;
  if (kernel && others.length === 0) return kernel;
  throw new RangeError(`a kernel of ${factors.length} factors has no nodes to take out`);
}

/** What a network asks for. */
export interface NetworkSize {
  /** Weights and biases that are there; of sparse layers, those that are not zero. */
  parameters: number;
  /**
   * To store them, four a number. A sparse matrix is stored by compressed rows: with each weight the number of its column
   * in two bytes, and for each row, and the end, in four where it begins.
   */
  bytes: number;
  /** For one image, two a weight that is there; sums with the biases and activations are not counted. */
  flops: number;
}

/** Counts a network. */
export function sizeOf(network: DenseNetwork): NetworkSize {
  const size = { parameters: 0, bytes: 0, flops: 0 };
  for (const { factors, bias, isSparse } of network) {
    for (const { rows, values } of factors) {
      const weights = isSparse
        ? values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0)
        : values.length;
      size.parameters += weights;
      size.bytes += isSparse ? 6 * weights + 4 * (rows + 1) : 4 * weights;
      size.flops += 2 * weights;
    }
    size.parameters += bias.length;
    size.bytes += 4 * bias.length;
  }
  return size;
}
