import type { Tensor } from '@tensorflow/tfjs';

import type { WindowSet } from '../datasets/windows.ts';
import type { Kernels } from '../kernels/execute.ts';
import { median } from '../median.ts';
import { runClassifier } from '../models/window-classifier.ts';
import { readWeights, type ClassifierState } from './classifier-state.ts';
import type { WindowFeed } from './window-feed.ts';

/** Windows read at once. */
const batch = 256;

/** A set cut into the batches that a model reads at once; the tensors are the caller's. */
export function* cutSet({ tf }: Kernels, set: WindowSet, feed: WindowFeed): Generator<Tensor> {
  const count = set.starts.length;
  for (let start = 0; start < count; start += batch) {
    const places = Int32Array.from({ length: Math.min(batch, count - start) }, (_, index) => start + index);
    yield tf.tidy(() => feed.batch(set, places).values);
  }
}

/** The class that a model gives each window of some batches: the first of the greatest logits. `done` is told of a batch read. */
export function predictWindows(
  kernels: Kernels,
  state: ClassifierState,
  batches: Iterable<Tensor>,
  done: (batch: Tensor) => void = () => undefined,
): Uint8Array {
  const predicted: number[] = [];
  for (const values of batches) {
    predicted.push(...predictBatch(kernels, state, values));
    done(values);
  }
  return Uint8Array.from(predicted);
}

function predictBatch(kernels: Kernels, state: ClassifierState, values: Tensor): Int32Array {
  const { tf } = kernels;
  return tf.tidy(() => {
    const weights = readWeights(kernels, state);
    // The run gives its input back as it goes.
    const { logits } = runClassifier(kernels, state.model, tf.clone(values), { weights, dropout: null });
    return tf.argMax(logits, 1).dataSync<'int32'>();
  });
}

/**
 * What `predictWindows` gives, and the seconds that the model takes for all windows: the median of the batches' seconds a
 * window, over some passes, times the windows. So what the machine does beside one batch or another does not count.
 */
export function timePredictions(
  kernels: Kernels,
  state: ClassifierState,
  batches: readonly Tensor[],
  { passes, time }: { passes: number; time: () => number },
): { predicted: Uint8Array; seconds: number } {
  const paces: number[] = [];
  const readOnce = (): number[] =>
    batches.flatMap((values) => {
      const started = time();
      const predicted = predictBatch(kernels, state, values);
      paces.push((time() - started) / predicted.length);
      return [...predicted];
    });
  const read = Array.from({ length: passes }, readOnce).at(-1) ?? [];
  return { predicted: Uint8Array.from(read), seconds: median(paces) * read.length };
}
