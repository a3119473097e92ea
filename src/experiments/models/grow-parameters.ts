import type { TrainedLayer } from './count-parameters.ts';

/** How an autoencoder's count grows: P(m) = quadratic m^2 + linear m + constant, and the price of a further pair of layers. */
export interface Growing {
  quadratic: number;
  linear: number;
  constant: number;
  pair: number;
}

/** The polynomial through the values at 1, 2 and 3, by Newton's forward differences. */
export function quadraticThrough([first, second, third]: readonly [number, number, number]): Omit<
  Growing,
  'pair'
> {
  const quadratic = (third - 2 * second + first) / 2;
  const linear = second - first - 3 * quadratic;
  return { quadratic, linear, constant: first - quadratic - linear };
}

/** P at a multiplier, or with further pairs of layers. */
export function evaluateGrowing(
  { quadratic, linear, constant, pair }: Growing,
  { multiplier = 1, further = 0 }: { multiplier?: number; further?: number },
): number {
  return (quadratic * multiplier + linear) * multiplier + constant + further * pair;
}

/**
 * What follows for a mirrored autoencoder from its encoder's layers alone, by summing n m + m (dense) or k^2 n m + m
 * (convolution) over all layers: the closed formulas of the report.
 */
export function predictGrowing(encoder: readonly TrainedLayer[]): Growing {
  const [first] = encoder;
  const code = encoder.at(-1);
  if (!first || !code) throw new RangeError('an encoder has at least one layer');
  const square = first.window ** 2;
  const inner = encoder.slice(1);
  return {
    quadratic: 2 * square * sum(inner.map(({ inputs, outputs }) => inputs * outputs)),
    linear:
      2 * square * first.inputs * first.outputs + code.outputs + 2 * sum(inner.map(({ inputs }) => inputs)),
    constant: first.inputs,
    pair: 2 * (square * code.outputs ** 2 + code.outputs),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
