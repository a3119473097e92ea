import type { Digits } from '../datasets/mnist.ts';
import { kernelOf, type DenseNetwork } from './dense-network.ts';

/** Pixels that are paper in every image, and the weights that they feed beside those of the others. */
export interface SilentPixels {
  [name: string]: number;
  all: number;
  silent: number;
  /** Root mean square of the first kernel's weights from these pixels, and from the others; 0 of none. */
  silent_weight: number;
  other_weight: number;
}

/** Compares the weights that the images give no reason for with those that they do. */
export function comparePixels(network: DenseNetwork, { pixels, images }: Digits): SilentPixels {
  const [first] = network;
  if (!first) throw new RangeError('a network has layers');
  const { columns, values } = kernelOf(first);
  const hasInk = new Uint8Array(pixels);
  images.forEach((ink, index) => {
    if (ink !== 0) hasInk[index % pixels] = 1;
  });
  const squares = [0, 0];
  values.forEach((value, index) => {
    const part = hasInk[Math.floor(index / columns)] ?? 0;
    squares[part] = (squares[part] ?? 0) + value * value;
  });
  const inked = hasInk.reduce((sum, ink) => sum + ink, 0);
  const root = (square: number, count: number): number =>
    count === 0 ? 0 : Math.sqrt(square / (count * columns));
  return {
    all: pixels,
    silent: pixels - inked,
    silent_weight: root(squares[0] ?? 0, pixels - inked),
    other_weight: root(squares[1] ?? 0, inked),
  };
}
