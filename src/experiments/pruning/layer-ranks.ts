import { kernelOf, type DenseNetwork } from './dense-network.ts';
import { decompose } from './singular-values.ts';

/** A hidden layer's kernel and the ranks that matter for it. */
export interface LayerRank {
  [name: string]: number;
  layer: number;
  rows: number;
  columns: number;
  /** The rank above which two factors hold more numbers than the kernel: rows · columns / (rows + columns). */
  breakeven: number;
  /** The least rank whose singular values have the share of the squared norm. */
  rank: number;
}

/** The ranks of the hidden layers' kernels that keep `energy` of the squared norm. */
export function decomposeLayers(network: DenseNetwork, energy: number): LayerRank[] {
  return network.slice(0, -1).map((layer, index) => {
    const kernel = kernelOf(layer);
    const squares = decompose(kernel).singular.map((value) => value * value);
    const whole = squares.reduce((sum, value) => sum + value, 0);
    let [sum, rank] = [0, 0];
    while (rank < squares.length && sum < energy * whole) {
      sum += squares[rank] ?? 0;
      rank += 1;
    }
    const { rows, columns } = kernel;
    return { layer: index + 1, rows, columns, breakeven: (rows * columns) / (rows + columns), rank };
  });
}
