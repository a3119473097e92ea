import { kernelOf, type DenseNetwork, type DenseWeights, type Matrix } from './dense-network.ts';
import type { UnitActivity } from './node-scores.ts';

/** Units of a hidden layer that are to go. */
export interface Removal {
  /** The hidden layer, the first being 0. */
  layer: number;
  units: readonly number[];
  /** The mean activation of each unit of the layer, which takes the removed ones' place in the next bias; null: nothing does. */
  means: UnitActivity['mean'] | null;
}

/**
 * The network without some units: their columns of the incoming kernel, their biases and their rows of the outgoing
 * kernel are gone, so the matrices are smaller. The units that stay keep their order.
 */
export function removeNodes(network: DenseNetwork, { layer, units, means }: Removal): DenseNetwork {
  const [incoming, outgoing] = [network[layer], network[layer + 1]];
  if (!incoming || !outgoing) throw new RangeError(`the network has no hidden layer ${layer + 1}`);
  const gone = new Set(units);
  const kept = [...incoming.bias.keys()].filter((unit) => !gone.has(unit));
  const smaller = [
    {
      ...incoming,
      factors: [pickColumns(kernelOf(incoming), kept)],
      bias: Float32Array.from(kept, (unit) => incoming.bias[unit] ?? 0),
    },
    {
      ...outgoing,
      factors: [pickRows(kernelOf(outgoing), kept)],
      bias: means === null ? outgoing.bias : foldMeans(outgoing, units, means),
    },
  ];
  return network.map((weights, index) => smaller[index - layer] ?? weights);
}

/**
 * The same computation as without the units, in matrices of the old size: their outgoing weights are zero. Takes the layer
 * that follows theirs, and gives it.
 */
export function silenceNodes(outgoing: DenseWeights, { units, means }: Omit<Removal, 'layer'>): DenseWeights {
  const kernel = kernelOf(outgoing);
  const values = kernel.values.slice();
  for (const unit of units) values.fill(0, unit * kernel.columns, (unit + 1) * kernel.columns);
  const bias = means === null ? outgoing.bias : foldMeans(outgoing, units, means);
  return { ...outgoing, factors: [{ ...kernel, values }], bias };
}

/** The bias with what the units give on average: b + Σ mean · outgoing weights. */
function foldMeans(
  outgoing: DenseWeights,
  units: readonly number[],
  means: UnitActivity['mean'],
): Float32Array {
  const { columns, values } = kernelOf(outgoing);
  return outgoing.bias.map((bias, column) =>
    units.reduce((sum, unit) => sum + (means[unit] ?? 0) * (values[unit * columns + column] ?? 0), bias),
  );
}

function pickColumns({ rows, columns, values }: Matrix, kept: readonly number[]): Matrix {
  const picked = new Float32Array(rows * kept.length);
  for (let row = 0; row < rows; row += 1) {
    kept.forEach((column, place) => {
      picked[row * kept.length + place] = values[row * columns + column] ?? 0;
    });
  }
  return { rows, columns: kept.length, values: picked };
}

function pickRows({ columns, values }: Matrix, kept: readonly number[]): Matrix {
  const picked = new Float32Array(kept.length * columns);
  kept.forEach((row, place) => {
    picked.set(values.subarray(row * columns, (row + 1) * columns), place * columns);
  });
  return { rows: kept.length, columns, values: picked };
}
