import type { Random } from '../../base/random.ts';
import { kernelOf, widthsOf, type DenseNetwork, type Matrix } from './dense-network.ts';
import {
  hiddenLayers,
  keptOf,
  orderByScore,
  scoreUnits,
  type Heuristic,
  type HiddenLayer,
  type UnitActivity,
} from './node-scores.ts';
import { removeNodes } from './remove-nodes.ts';
import { truncate, type Decomposition } from './singular-values.ts';

/** How nodes are chosen, and what becomes of what they gave. */
export interface NodeChoice {
  heuristic: Heuristic | 'random' | 'living';
  /** Whether the mean of a removed unit goes into the next bias. */
  fold: boolean;
  /** For the random choices only. */
  random: Random;
}

/**
 * Keeps in each hidden layer the given number of units, those of the highest scores. All are scored on the network as it
 * is, before any is removed.
 */
export function keepNodes(
  network: DenseNetwork,
  kept: readonly number[],
  activities: readonly UnitActivity[],
  { heuristic, fold, random }: NodeChoice,
): DenseNetwork {
  const layers = hiddenLayers(network, activities);
  return layers.reduce<DenseNetwork>((smaller, layer, index) => {
    const units = layer.incoming.bias.length;
    const order = orderOf(layer, { heuristic, random: random.fork(`layer ${index + 1}`) });
    const gone = order.slice(0, units - (kept[index] ?? units));
    return removeNodes(smaller, { layer: index, units: gone, means: fold ? layer.activity.mean : null });
  }, network);
}

/** The units in the order of their removal; `living` removes those first that no image rouses. */
function orderOf(layer: HiddenLayer, { heuristic, random }: Omit<NodeChoice, 'fold'>): number[] {
  if (heuristic !== 'random' && heuristic !== 'living') return orderByScore(scoreUnits(layer, heuristic));
  const order = [...random.permutation(layer.incoming.bias.length)];
  if (heuristic === 'random') return order;
  const isSilent = (unit: number): boolean => layer.activity.mean[unit] === 0;
  return [...order.filter(isSilent), ...order.filter((unit) => !isSilent(unit))];
}

/** How many units each hidden layer of a network keeps. */
export function keptUnits(network: DenseNetwork, share: number): number[] {
  return widthsOf(network)
    .slice(1, -1)
    .map((units) => keptOf(units, share));
}

/** The network with each hidden layer's kernel replaced by two factors, of a rank that is the share of its units. */
export function factoriseLayers(
  network: DenseNetwork,
  decompositions: readonly Decomposition[],
  share: number,
): DenseNetwork {
  return network.map((layer, index) => {
    const decomposition = decompositions[index];
    if (!decomposition) return layer;
    return { ...layer, factors: truncate(decomposition, keptOf(layer.bias.length, share)) };
  });
}

/** The network with the smallest weights of every kernel set to zero, all but the share. */
export function dropWeights(network: DenseNetwork, share: number): DenseNetwork {
  return network.map((layer) => {
    return { ...layer, factors: [dropSmallest(kernelOf(layer), share)], isSparse: true };
  });
}

function dropSmallest({ rows, columns, values }: Matrix, share: number): Matrix {
  const gone = values.length - keptOf(values.length, share);
  const order = orderByScore(values.map(Math.abs));
  const kept = values.slice();
  for (const index of order.slice(0, gone)) kept[index] = 0;
  return { rows, columns, values: kept };
}
