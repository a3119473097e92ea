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
 * Holds the recordings once as a tensor of halves of windows, which overlap by half: no half is kept twice, and a batch is
 * gathered from it by two long copies a window. For a model that wants steps first it is gathered row by row, so that
 * nothing needs to be turned round.
 */
export function openFeed({ tf }: Kernels, windows: Windows, order: WindowClassifier['order']): WindowFeed {
  const { channels, length } = windows;
  const part = length % 2 === 0 ? length / 2 : length;
  const places = placeParts(windows, part);
  const parts = tf.tidy(() => {
    const rows = tf.tensor2d(windows.rows, [windows.rows.length / channels, channels]);
    return tf.gather(rows, tf.tensor1d(rowsOf(places, part), 'int32'));
  });
  const whole = tf.reshape(parts, [places.size, part * channels]);
  const cut = order === 'batch first' ? cutByParts : cutByRows;
  const from = order === 'batch first' ? whole : parts;
  return {
    batch: (set, chosen) => {
      const { starts, labels } = choose(set, chosen);
      const values = tf.gather(from, tf.tensor1d(cut(starts, { places, part, length }), 'int32'));
      const shape: [number, number, number] =
        order === 'batch first' ? [starts.length, length, channels] : [length, starts.length, channels];
      return { values: tf.reshape(values, shape), labels: tf.tensor1d(labels, 'int32') };
    },
    dispose: () => {
      tf.dispose([parts, whole]);
    },
  };
}

/** First row of a part of a window -> its place among the parts. */
type Places = ReadonlyMap<number, number>;

function placeParts({ length, training, validation }: Windows, part: number): Places {
  const places = new Map<number, number>();
  const place = (start: number): void => {
    for (let row = start; row < start + length; row += part) places.set(row, places.get(row) ?? places.size);
  };
  training.starts.forEach(place);
  validation.starts.forEach(place);
  return places;
}

function rowsOf(places: Places, part: number): Int32Array {
  const rows = new Int32Array(places.size * part);
  for (const [first, place] of places) {
    for (let row = 0; row < part; row += 1) rows[place * part + row] = first + row;
  }
  return rows;
}

function choose(set: WindowSet, chosen: ArrayLike<number>): { starts: number[]; labels: Int32Array } {
  const labels = new Int32Array(chosen.length);
  const starts = Array.from(chosen, (place, index) => {
    const start = set.starts[place];
    if (start === undefined) throw new RangeError(`there is no window ${place}`);
    labels[index] = set.labels[place] ?? 0;
    return start;
  });
  return { starts, labels };
}

interface Cut {
  places: Places;
  part: number;
  length: number;
}

/** Which parts make up the windows, one window after another. */
function cutByParts(starts: readonly number[], { places, part, length }: Cut): Int32Array {
  const each = length / part;
  return Int32Array.from({ length: starts.length * each }, (_, index) => {
    const start = starts[Math.floor(index / each)] ?? -1;
    return places.get(start + (index % each) * part) ?? -1;
  });
}

/** Which rows of the parts make up the windows: the first of all windows, then the second of all. */
function cutByRows(starts: readonly number[], cut: Cut): Int32Array {
  const { part, length } = cut;
  const indexes = new Int32Array(starts.length * length);
  const parts = cutByParts(starts, cut);
  parts.forEach((place, index) => {
    const window = Math.floor((index * part) / length);
    const first = (index * part) % length;
    for (let row = 0; row < part; row += 1)
      indexes[(first + row) * starts.length + window] = place * part + row;
  });
  return indexes;
}
