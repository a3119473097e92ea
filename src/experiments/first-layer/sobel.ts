/** The values of a square kernel, row by row. */
export type KernelValues = Float64Array;

/** The Sobel kernels of one size; positive weights lie to the right, below, and in the corner below right or left. */
export interface SobelKernels {
  /** Answers to a change from left to right: a vertical edge. */
  vertical: KernelValues;
  /** Answers to a change from top to bottom: a horizontal edge. */
  horizontal: KernelValues;
  /** Their sum and their difference: edges along the two diagonals. */
  falling: KernelValues;
  rising: KernelValues;
}

/**
 * Sobel's operator for a side of 3, 5, 7 …: a binomial row that smooths, times one that differs, across it. Both come from
 * (1, 1) and (-1, 1) by convolution, as Danielsson and Seger (1990) make larger ones; a side of 3 gives Sobel's own.
 */
export function sobelKernels(side: number): SobelKernels {
  const [smooth, differ] = [binomial(side, 0), binomial(side, 1)];
  const vertical = outer(smooth, differ);
  const horizontal = outer(differ, smooth);
  return {
    vertical,
    horizontal,
    falling: vertical.map((value, index) => value + (horizontal[index] ?? 0)),
    rising: vertical.map((value, index) => value - (horizontal[index] ?? 0)),
  };
}

/** The three second differences of one size, made alike: they answer to lines where the Sobel kernels answer to edges. */
export function lineKernels(side: number): KernelValues[] {
  const [smooth, differ, bend] = [binomial(side, 0), binomial(side, 1), binomial(side, 2)];
  return [outer(smooth, bend), outer(bend, smooth), outer(differ, differ)];
}

/** The coefficients of (t - 1)^differences (t + 1)^(side - 1 - differences), those of the lower powers first. */
function binomial(side: number, differences: number): number[] {
  let row = [1];
  for (let step = 1; step < side; step += 1) {
    const left = step <= differences ? -1 : 1;
    row = [...row, 0].map((value, index) => left * value + (row[index - 1] ?? 0));
  }
  return row;
}

function outer(column: readonly number[], row: readonly number[]): KernelValues {
  return Float64Array.from(column.flatMap((down) => row.map((across) => down * across)));
}

/**
 * Sobel kernels in `count` directions evenly around the circle, as the first layer of a network that does not learn one:
 * [side, side, 1, count], each of the length that a kernel of numbers uniform in ±limit has on average. `count` is a power
 * of 2 from 4 on: sines and cosines come from halving a right angle by square roots, which are the same on every machine.
 */
export function sobelDirections(
  side: number,
  { count, limit }: { count: number; limit: number },
): Float32Array {
  const { vertical, horizontal } = sobelKernels(side);
  const norm = Math.sqrt(vertical.reduce((sum, value) => sum + value * value, 0));
  const length = Math.sqrt((side * side * limit * limit) / 3);
  const kernels = new Float32Array(side * side * count);
  turns(count).forEach(([cosine, sine], map) => {
    vertical.forEach((value, at) => {
      kernels[at * count + map] = ((cosine * value + sine * (horizontal[at] ?? 0)) * length) / norm;
    });
  });
  return kernels;
}

/** Cosine and sine of `count` angles evenly around the circle. */
function turns(count: number): (readonly [number, number])[] {
  let step: readonly [number, number] = [0, 1];
  for (let quarter = 4; quarter < count; quarter *= 2)
    step = [Math.sqrt((1 + step[0]) / 2), Math.sqrt((1 - step[0]) / 2)];
  let [cosine, sine] = [1, 0];
  return Array.from({ length: count }, () => {
    const turn = [cosine, sine] as const;
    [cosine, sine] = [cosine * step[0] - sine * step[1], sine * step[0] + cosine * step[1]];
    return turn;
  });
}
