/** Windows of some subjects; entry i of each list tells of window i. */
export interface WindowSet {
  /** The row of `Windows.rows` where it begins. */
  starts: Int32Array;
  /** The class: a place in `activities`. */
  labels: Uint8Array;
  /** Whose recording it is cut from: 1 for subject 101, … 9 for subject 109. */
  subjects: Uint8Array;
}

/** Recordings cut into windows, which share their rows: half of a window is the first half of the next one. */
export interface Windows {
  /** Values in a row: 52. */
  channels: number;
  /** Rows in a window: 100. */
  length: number;
  /** [rows, channels], standardised. */
  rows: Float32Array;
  training: WindowSet;
  validation: WindowSet;
}

/** The classes of all windows, a byte each: the training windows, then the validation windows. */
export function windowLabels({ training, validation }: Windows): Uint8Array {
  const labels = new Uint8Array(training.labels.length + validation.labels.length);
  labels.set(training.labels);
  labels.set(validation.labels, training.labels.length);
  return labels;
}
