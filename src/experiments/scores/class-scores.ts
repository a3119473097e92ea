/*
 * Scores of predicted classes, counted from the labels alone and by themselves: what a training counted is held against them, so
 * nothing of it is used here.
 */

/** What is known of one class. */
export interface ClassTally {
  /** Members of the class. */
  members: number;
  /** How often it was predicted. */
  predicted: number;
  /** How often rightly. */
  hits: number;
}

/** How often class `row` was taken for class `column`. Throws a RangeError for a label beyond the classes. */
export function tallyPairs(truth: Uint8Array, predicted: Uint8Array, classes: number): number[][] {
  const pairs = new Uint32Array(classes * classes);
  truth.forEach((label, place) => {
    const guess = predicted[place] ?? classes;
    if (label >= classes || guess >= classes) throw new RangeError(`${Math.max(label, guess)} is no class`);
    pairs[label * classes + guess] = (pairs[label * classes + guess] ?? 0) + 1;
  });
  return Array.from({ length: classes }, (_, row) =>
    Array.from(pairs.subarray(row * classes, (row + 1) * classes)),
  );
}

/** Of every class of a table of pairs, how many there are, were predicted, and rightly. */
export function tallyClasses(pairs: readonly (readonly number[])[]): ClassTally[] {
  return pairs.map((row, label) => ({
    members: sum(row),
    predicted: sum(pairs.map((other) => other[label] ?? 0)),
    hits: row[label] ?? 0,
  }));
}

/** Share of the members that were found; 0 of none. */
export function recallOf({ hits, members }: ClassTally): number {
  return members > 0 ? hits / members : 0;
}

/** Share of the predictions that were right; 0 of none. */
export function precisionOf({ hits, predicted }: ClassTally): number {
  return predicted > 0 ? hits / predicted : 0;
}

/** Twice the hits by members and predictions, the harmonic mean of recall and precision; 0 where there are neither. */
export function f1Of({ hits, members, predicted }: ClassTally): number {
  return members + predicted > 0 ? (2 * hits) / (members + predicted) : 0;
}

/** The mean F1, every class weighing the same. */
export function meanF1(tallies: readonly ClassTally[]): number {
  return sum(tallies.map(f1Of)) / tallies.length;
}

/** Share of all that was predicted rightly; 0 of nothing. */
export function accuracyOf(tallies: readonly ClassTally[]): number {
  const all = sum(tallies.map(({ members }) => members));
  return all > 0 ? sum(tallies.map(({ hits }) => hits)) / all : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
