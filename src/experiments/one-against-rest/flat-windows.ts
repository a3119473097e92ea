import type { Rank, Tensor2D } from '@tensorflow/tfjs';

import { classWithoutWindows } from '../../base/messages/experiments.ts';
import { activities } from '../datasets/activities.ts';
import type { Windows } from '../datasets/windows.ts';
import type { TensorLibrary } from '../tensors.ts';
import type { Truth } from './outcome.ts';

/** The training windows as a softmax layer takes them. */
export interface FlatWindows {
  /** [windows, rows of a window · channels] */
  windows: Tensor2D;
  /** [windows, 2], one-hot: the class, then the rest. */
  targets: Tensor2D;
  truth: Truth;
}

/** Which training windows are of the activity. Throws where none is, or all are. */
export function tellApart({ training }: Windows, activity: string): Truth {
  const label = activities.findIndex(({ name }) => name === activity);
  const truth = Uint8Array.from(training.labels, (other) => (other === label ? 0 : 1));
  const rest = truth.reduce((sum, output) => sum + output, 0);
  if (rest === 0 || rest === truth.length)
    throw new Error(classWithoutWindows(activity, truth.length - rest, truth.length));
  return truth;
}

/** The training windows, each its rows one after the other, as one matrix. The caller disposes it. */
export function flattenWindows(
  tf: TensorLibrary,
  { rows, channels, length, training }: Windows,
  truth: Truth,
): FlatWindows {
  return tf.tidy(() => {
    const places = new Int32Array(training.starts.length * length);
    training.starts.forEach((start, window) => {
      for (let row = 0; row < length; row += 1) places[window * length + row] = start + row;
    });
    // Gathered by the tensor library: in JavaScript the matrix, 197 MB, would stand in memory twice.
    const table = tf.tensor2d(rows, [rows.length / channels, channels]);
    const gathered = tf.gather(table, tf.tensor1d(places, 'int32'));
    const targets = Float32Array.from({ length: 2 * truth.length }, (_, at) =>
      truth[at >> 1] === at % 2 ? 1 : 0,
    );
    return {
      windows: tf.reshape<Rank.R2>(gathered, [training.starts.length, length * channels]),
      targets: tf.tensor2d(targets, [truth.length, 2]),
      truth,
    };
  });
}
