import type { Row, TaskResults } from '../../base/results.ts';
import { median } from '../median.ts';
import { energyShare, meanOf, quantile, type EnergyShare } from './likeness.ts';
import { lineKernels, sobelKernels, type KernelValues } from './sobel.ts';

/** A kernel of the first layer before and after training, with how much of each lies in the plane of the Sobel kernels. */
export interface ComparedKernel {
  /** Place in the layer, from 1. */
  kernel: number;
  before: KernelValues;
  after: KernelValues;
  trained: number;
  untrained: number;
  /** Of what training added. */
  change: number;
  /** What training added, in lengths of the untrained kernel. */
  moved: number;
}

/** Kernel by kernel from the layer's weights [side, side, 1, maps]. */
export function splitKernels(weights: ArrayLike<number>, maps: number): KernelValues[] {
  const taps = weights.length / maps;
  return Array.from({ length: maps }, (_, map) =>
    Float64Array.from({ length: taps }, (_, tap) => weights[tap * maps + map] ?? 0),
  );
}

/** Holds a layer's kernels before and after training against the Sobel kernels; the most alike after training first. */
export function compareKernels(
  before: readonly KernelValues[],
  after: readonly KernelValues[],
  side: number,
): ComparedKernel[] {
  const { edges } = shares(side);
  const compared = before.map((old, index): ComparedKernel => {
    const now = after[index] ?? old;
    const added = now.map((value, at) => value - (old[at] ?? 0));
    return {
      kernel: index + 1,
      ...{ before: old, after: now },
      ...{ trained: edges(now), untrained: edges(old), change: edges(added) },
      moved: lengthOf(added) / lengthOf(old),
    };
  });
  return compared.sort((one, other) => other.trained - one.trained);
}

function shares(side: number): { edges: EnergyShare; lines: EnergyShare } {
  const { vertical, horizontal } = sobelKernels(side);
  return { edges: energyShare([vertical, horizontal]), lines: energyShare(lineKernels(side)) };
}

function lengthOf(values: KernelValues): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** The results about a layer, beside random layers: `random` holds kernels of `side` by `side` values, one after another. */
export function describeComparison(
  compared: readonly ComparedKernel[],
  random: Float32Array,
  side: number,
): TaskResults {
  const { edges, lines } = shares(side);
  const drawn = splitRows(random, side * side);
  const alike = drawn.map(edges);
  const sorted = [...alike].sort((one, other) => one - other);
  const chance = { high: quantile(sorted, 0.95), layers: layerMeans(alike, compared.length) };
  const describe = (kernels: readonly KernelValues[]): TaskResults => ({
    ...describeShares(kernels.map(edges), chance),
    lines: meanOf(kernels.map(lines)),
  });
  return {
    kernels: compared.map(({ before: _, after: __, ...row }): Row => ({ ...row })),
    trained: describe(compared.map(({ after }) => after)),
    untrained: describe(compared.map(({ before }) => before)),
    change: describe(compared.map(differenceOf)),
    random: {
      ...{ kernels: drawn.length, layers: chance.layers.length },
      ...{ mean: meanOf(alike), median: median(alike) },
      ...{ low: quantile(sorted, 0.05), high: chance.high, highest_layer: Math.max(...chance.layers) },
      lines: meanOf(drawn.map(lines)),
    },
    moved: meanOf(compared.map(({ moved }) => moved)),
  };
}

/** What chance gives: the share that 95 % of random kernels stay below, and the mean share of each random layer. */
interface Chance {
  high: number;
  layers: readonly number[];
}

function describeShares(own: readonly number[], { high, layers }: Chance): TaskResults {
  const mean = meanOf(own);
  return {
    mean,
    median: median(own),
    above: own.filter((share) => share > high).length,
    layers_above: layers.filter((other) => other >= mean).length,
  };
}

function differenceOf({ before, after }: ComparedKernel): KernelValues {
  return after.map((value, at) => value - (before[at] ?? 0));
}

function splitRows(values: Float32Array, length: number): KernelValues[] {
  return Array.from({ length: values.length / length }, (_, row) =>
    Float64Array.from(values.subarray(row * length, (row + 1) * length)),
  );
}

function layerMeans(all: readonly number[], maps: number): number[] {
  return Array.from({ length: Math.floor(all.length / maps) }, (_, layer) =>
    meanOf(all.slice(layer * maps, (layer + 1) * maps)),
  );
}
