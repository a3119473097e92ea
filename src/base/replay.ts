import type { Json } from './json.ts';
import type { ResultValue, TaskResults } from './results.ts';

/**
 * What a replay says of itself: which results of a task follow from other locked ones, so that they can be computed again
 * in no time where the task itself would train for hours. Names are paths among the job's results (`validation.f1`); a group
 * stands for all that is in it. `INPUT/PATH` is a result of the job that the input is taken from: `windows/labels`.
 */
export interface Replay {
  /** What it computes from; files must be ones that are locked with their bytes. */
  reads: readonly string[];
  /** Results that follow from what it reads, and from nothing else. */
  results: readonly string[];
  /**
   * Results that follow from what it reads and from locked results of the job that it cannot compute again: a difference
   * refutes them, agreement confirms nothing.
   */
  consistent?: readonly string[];
}

/** The only door between a replay and what is locked. */
export interface ReplayContext {
  /** Bytes of a file that it reads. */
  file(name: string): Uint8Array;
  /** Another result that it reads, or one of the job's own. */
  result(name: string): ResultValue;
}

/** Parameters of the job, defaults included. */
export interface ReplayParameters {
  readonly [name: string]: Json;
}

/** Computes what the replay declares; throws, in a sentence for people, where what it reads does not fit together. */
export type ReplayRun = (given: ReplayParameters, context: ReplayContext) => TaskResults;

/** A module of replays, found by the name of its task, exports `replay` and `run`. */
export interface ReplayModule {
  replay: Replay;
  run: ReplayRun;
}

/** Gives the replay back, typed: `export const replay = declareReplay({…})`. */
export function declareReplay(replay: Replay): Replay {
  return replay;
}
