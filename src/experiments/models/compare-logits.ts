import type { LayersModel, Tensor } from '@tensorflow/tfjs';

import { digitTensors, sliceDigits, type Digits } from '../datasets/mnist.ts';
import type { TensorLibrary } from '../tensors.ts';
import { logitsByHand, type DigitNetwork } from './digit-network.ts';

/** How far two computations of the same logits lie apart. */
export interface LogitDifference {
  images: number;
  logits: number;
  /** Greatest |a - b| / max(|a|, |b|) of a single logit. */
  relative: number;
  /** Greatest |a - b| relative to the greatest logit of the same image, in absolute value. */
  row: number;
  /** Logits that are not the same 32 bits. */
  differing: number;
  /** Images whose greatest logit is another one. */
  readings: number;
  /** Images whose `row` is not within the tolerance. */
  beyond: number;
}

/** Two computations that agree in everything, over no images. */
export const noDifference: LogitDifference = {
  images: 0,
  logits: 0,
  relative: 0,
  row: 0,
  differing: 0,
  readings: 0,
  beyond: 0,
};

/** Images at once: keeps a batch of either computation within some tens of megabytes. */
const chunk = 10_000;

/** Compares the computation by hand with the layer model on every image; `tolerance` is that of `row`. */
export async function compareWithLayers(
  tf: TensorLibrary,
  digits: Digits,
  { network, model, tolerance }: { network: DigitNetwork; model: LayersModel; tolerance: number },
): Promise<LogitDifference> {
  let difference = noDifference;
  for (let start = 0; start < digits.count; start += chunk) {
    const some = sliceDigits(digits, start, Math.min(start + chunk, digits.count));
    const { images, labels } = digitTensors(tf, some);
    const byHand = tf.tidy(() => logitsByHand(tf, images, network));
    const byLayers = model.predictOnBatch(images);
    if (Array.isArray(byLayers)) throw new TypeError('the layer model has more than one output');
    difference = addDifferences(difference, await compareTensors(byHand, byLayers, tolerance));
    tf.dispose([images, labels, byHand, byLayers]);
  }
  return difference;
}

async function compareTensors(a: Tensor, b: Tensor, tolerance: number): Promise<LogitDifference> {
  const [first, second] = await Promise.all([a.data(), b.data()]);
  return compareLogits(first, second, { classes: a.shape[1] ?? 1, tolerance });
}

/** Compares two lists of logits, `classes` of them an image. */
export function compareLogits(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { classes, tolerance }: { classes: number; tolerance: number },
): LogitDifference {
  const images = a.length / classes;
  let difference: LogitDifference = { ...noDifference, images, logits: a.length };
  for (let start = 0; start < a.length; start += classes) {
    const rows: [number[], number[]] = [rowOf(a, start, classes), rowOf(b, start, classes)];
    difference = addDifferences(difference, compareRows(rows, tolerance));
  }
  return difference;
}

function rowOf(values: ArrayLike<number>, start: number, length: number): number[] {
  return Array.from({ length }, (_, index) => values[start + index] ?? Number.NaN);
}

function compareRows([a, b]: readonly [number[], number[]], tolerance: number): LogitDifference {
  const gaps = a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN)));
  const sizes = a.map((value, index) => Math.max(Math.abs(value), Math.abs(b[index] ?? 0)));
  const row = ratio(Math.max(...gaps), Math.max(...sizes));
  return {
    images: 0,
    logits: 0,
    relative: Math.max(...gaps.map((gap, index) => ratio(gap, sizes[index] ?? 0))),
    row,
    differing: gaps.filter((gap) => gap !== 0).length,
    readings: indexOfGreatest(a) === indexOfGreatest(b) ? 0 : 1,
    beyond: row <= tolerance ? 0 : 1,
  };
}

/** 0 / 0 is no difference. */
function ratio(gap: number, size: number): number {
  return gap === 0 ? 0 : gap / size;
}

function indexOfGreatest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

/** The difference over both sets of images. */
export function addDifferences(a: LogitDifference, b: LogitDifference): LogitDifference {
  return {
    images: a.images + b.images,
    logits: a.logits + b.logits,
    relative: Math.max(a.relative, b.relative),
    row: Math.max(a.row, b.row),
    differing: a.differing + b.differing,
    readings: a.readings + b.readings,
    beyond: a.beyond + b.beyond,
  };
}
