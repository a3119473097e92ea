import { createRandom } from '../../../src/base/random.ts';
import {
  startDenseNetwork,
  type DenseNetwork,
  type DenseWeights,
} from '../../../src/experiments/pruning/dense-network.ts';

/** A network of random weights and biases. */
export function networkOf(widths: readonly number[], seed = 1): DenseNetwork {
  const random = createRandom(seed);
  return startDenseNetwork(widths, random).map((layer) => ({
    ...layer,
    bias: layer.bias.map(() => random.uniform() - 0.5),
  }));
}

/** The activations of a layer in plain loops. */
export function layerByHand({ factors, bias, activation }: DenseWeights, input: readonly number[]): number[] {
  let values = [...input];
  for (const { columns, values: weights } of factors) {
    values = Array.from({ length: columns }, (_, column) =>
      values.reduce((sum, value, row) => sum + value * weights[row * columns + column]!, 0),
    );
  }
  const sums = values.map((value, unit) => value + bias[unit]!);
  if (activation === 'sigmoid') return sums.map((sum) => 1 / (1 + Math.exp(-sum)));
  return activation === 'relu' ? sums.map((sum) => Math.max(sum, 0)) : sums;
}

/** The logits of an image in plain loops. */
export function logitsByHand(network: DenseNetwork, image: readonly number[]): number[] {
  return network.reduce<number[]>((values, layer) => layerByHand(layer, values), [...image]);
}

/** Images of random pixels. */
export function imagesOf(count: number, pixels: number, seed = 2): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: pixels }, () => random.uniform()));
}
