import type { WindowSet } from '../datasets/windows.ts';
import type { Kernels } from '../kernels/execute.ts';
import { runClassifier } from '../models/window-classifier.ts';
import { readWeights, type ClassifierState } from './classifier-state.ts';
import type { WindowFeed } from './window-feed.ts';

/** Windows read at once. */
const batch = 256;

/** The class that a model gives each window of a set: the first of the greatest logits. */
export function predictWindows(
  kernels: Kernels,
  state: ClassifierState,
  set: WindowSet,
  feed: WindowFeed,
): Uint8Array {
  const { tf } = kernels;
  const predicted = new Uint8Array(set.starts.length);
  for (let start = 0; start < predicted.length; start += batch) {
    const size = Math.min(batch, predicted.length - start);
    const places = Int32Array.from({ length: size }, (_, index) => start + index);
    const classes = tf.tidy(() => {
      const { values } = feed.batch(set, places);
      const weights = readWeights(kernels, state);
      const { logits } = runClassifier(kernels, state.model, values, { weights, dropout: null });
      return tf.argMax(logits, 1).dataSync();
    });
    predicted.set(classes, start);
  }
  return predicted;
}

/** Seconds that the model takes for a set: the median of some passes, after one that is not counted. */
export function timePredictions(predict: () => unknown, passes: number, time: () => number): number {
  predict();
  const seconds = Array.from({ length: passes }, () => {
    const started = time();
    predict();
    return time() - started;
  });
  return median(seconds);
}

/** The middle one of some numbers, or the mean of the middle two. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
