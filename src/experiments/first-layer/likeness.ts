import type { KernelValues } from './sobel.ts';

/** Tells which share of a kernel's energy (its squared values, once their mean is taken off) lies in some space, 0 to 1. */
export type EnergyShare = (kernel: ArrayLike<number>) => number;

/**
 * The share in the space that some kernels span. For the two Sobel kernels this is the square of the greatest cosine
 * between the kernel and a Sobel kernel turned into any direction, since all of these lie in their plane (Freeman and
 * Adelson 1991). It is 0 where no value differs from the mean.
 */
export function energyShare(spanning: readonly KernelValues[]): EnergyShare {
  const basis = orthonormalize(spanning.map(withoutMean));
  return (kernel) => {
    const varied = withoutMean(kernel);
    const energy = dot(varied, varied);
    if (energy === 0) return 0;
    return sumOfSquares(basis.map((axis) => dot(axis, varied))) / energy;
  };
}

function sumOfSquares(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value * value, 0);
}

function withoutMean(kernel: ArrayLike<number>): KernelValues {
  let sum = 0;
  for (let index = 0; index < kernel.length; index += 1) sum += kernel[index] ?? 0;
  return Float64Array.from(kernel, (value) => value - sum / kernel.length);
}

function orthonormalize(rows: readonly KernelValues[]): KernelValues[] {
  const made: KernelValues[] = [];
  for (const row of rows) {
    const rest = made.reduce((own, axis) => {
      const part = dot(own, axis);
      return own.map((value, index) => value - part * (axis[index] ?? 0));
    }, row);
    const length = Math.sqrt(dot(rest, rest));
    if (length === 0) throw new RangeError('a kernel depends on those before it');
    made.push(rest.map((value) => value / length));
  }
  return made;
}

function dot(one: KernelValues, other: KernelValues): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

/** The value below which a share `part` of some numbers lies; `sorted` from the lowest up. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

/** Mean of some numbers; not a number where there is none. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
