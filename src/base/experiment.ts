import type { Json } from './json.ts';
import type { Tolerance } from './kinds.ts';
import type { Place } from './place.ts';

/** An experiment as its author declared it: a task, and parameters for each case. */
export interface Experiment {
  name: string;
  place: Place;
  task: string;
  taskPlace: Place;
  /** The YAML outside `cases`: parameters and reserved words that every case shares. */
  shared: CaseFields;
  /** Null where the experiment has no cases (one job named like it). */
  cases: readonly ExperimentCase[] | null;
}

export interface ExperimentCase extends CaseFields {
  name: string;
  place: Place;
}

/** Path of a result, or of a table's column -> its tolerance. */
export interface Tolerances {
  readonly [path: string]: Tolerance;
}

/** One mapping of an experiment's YAML, reserved words taken out of the parameters. */
export interface CaseFields {
  parameters: { readonly [name: string]: Json };
  label: string | null;
  note: string | null;
  /** False hides the case from `cases(…)`; null without the word. */
  show: boolean | null;
  /** Path of a result (of a table: with the column, `history.loss`) -> how far it may be off. Stands in no key. */
  tolerance: Tolerances;
  seed: number | null;
  /** Number of runs with different seeds; null without the word. */
  seeds: number | null;
  /** Input name -> the path of another job's result, `digits.weights`. */
  inputs: { readonly [name: string]: string };
  /**
   * Place in the source of a path into this mapping, e.g. `['units', 0]` or `['inputs', 'weights']`, or of a character of the
   * text there; the mapping's own for [].
   */
  placeOf(path: readonly PropertyKey[], offset?: number): Place;
}
