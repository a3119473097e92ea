import type { Tensor } from '@tensorflow/tfjs';

import { add, larger, subtract } from '../kernels/arithmetic.ts';
import type { Kernels } from '../kernels/execute.ts';
import { relu, reluGradient } from '../kernels/relu.ts';

/** The maximum over some rows, and its gradient by what they were given as. */
export interface GreatestRow {
  output: Tensor;
  /** One gradient a part, in their order. */
  backward(gradient: Tensor): Tensor[];
}

/**
 * The greatest of some rows, element by element, given as one of them, the base, and the differences of the others to it, which it
 * disposes as far as the way back can do without: base + ReLU(the greatest difference). Of rows alike the base counts as the greatest.
 */
export function greatestRow(kernels: Kernels, [base, ...differences]: readonly Tensor[]): GreatestRow {
  if (!base) throw new RangeError('no row is the greatest of none');
  const [first, ...others] = differences;
  if (!first) return { output: base, backward: (gradient) => [gradient] };
  const greatest = others.reduce<Tensor[]>(
    (sofar, other) => [...sofar, larger(kernels, sofar.at(-1) ?? first, other)],
    [first],
  );
  const gain = relu(kernels, greatest.at(-1) ?? first);
  const output = add(kernels, base, gain);
  kernels.tf.dispose(others.length > 0 ? base : [base, first]);
  return {
    output,
    backward: (gradient) => {
      const rest = reluGradient(kernels, gradient, gain);
      return [gradient, ...shareOut(kernels, rest, { differences, greatest })];
    },
  };
}

/** Gives a gradient to the greatest of the differences; `greatest[i]` is the greatest of the first i + 1. */
function shareOut(
  kernels: Kernels,
  gradient: Tensor,
  { differences, greatest }: { differences: readonly Tensor[]; greatest: readonly Tensor[] },
): Tensor[] {
  const last = differences.length - 1;
  const [difference, before] = [differences[last], greatest[last - 1]];
  if (!difference || !before) return [gradient];
  const own = reluGradient(kernels, gradient, subtract(kernels, difference, before));
  const rest = subtract(kernels, gradient, own);
  return [...shareOut(kernels, rest, { differences: differences.slice(0, last), greatest }), own];
}
