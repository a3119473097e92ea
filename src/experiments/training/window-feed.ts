import type { Tensor } from '@tensorflow/tfjs';

import type { Windows, WindowSet } from '../datasets/windows.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { WindowClassifier } from '../models/window-classifier.ts';

/** Some windows of a set, as a model takes them. */
export interface Batch {
  /** [batch, length, channels], or [length, batch, channels] for a model that wants steps first. */
  values: Tensor;
  /** Classes, [batch], int32. */
  labels: Tensor;
}

/** Cuts batches from recordings. */
export interface WindowFeed {
  /** The windows at these places of a set. The tensors belong to the tidy around the call. */
  batch(set: WindowSet, places: ArrayLike<number>): Batch;
  dispose(): void;
}

/**
 * Holds the rows of all recordings once as one tensor; a batch is gathered from it row by row, in whichever order the
 * model wants them: windows overlap by half, and no window is kept whole or turned round.
 */
export function openFeed(
  { tf }: Kernels,
  { rows, channels, length }: Windows,
  order: WindowClassifier['order'],
): WindowFeed {
  const all = tf.tensor2d(rows, [rows.length / channels, channels]);
  return {
    batch: (set, places) => {
      const count = places.length;
      const indexes = new Int32Array(count * length);
      const [windowStep, rowStep] = order === 'batch first' ? [length, 1] : [1, count];
      const labels = new Int32Array(count);
      for (let window = 0; window < count; window += 1) {
        const place = places[window] ?? -1;
        const start = set.starts[place];
        if (start === undefined) throw new RangeError(`there is no window ${place}`);
        labels[window] = set.labels[place] ?? 0;
        for (let row = 0; row < length; row += 1) indexes[window * windowStep + row * rowStep] = start + row;
      }
      const values = tf.gather(all, tf.tensor1d(indexes, 'int32'));
      const shape: [number, number, number] =
        order === 'batch first' ? [count, length, channels] : [length, count, channels];
      return { values: tf.reshape(values, shape), labels: tf.tensor1d(labels, 'int32') };
    },
    dispose: () => {
      all.dispose();
    },
  };
}
