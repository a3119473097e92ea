import type { ResultSpecs } from '../base/kinds.ts';
import type { Json } from '../base/json.ts';
import type { JobFile, KeyParts } from '../base/job.ts';
import type { EngineName, ResultValue } from '../base/results.ts';
import type { Progress } from '../base/task.ts';
import type { Effort } from './effort.ts';

/** What a worker process is told: one job. Plain data, it crosses a process border. */
export interface WorkerOrder {
  job: string;
  key: string;
  parts: KeyParts;
  /** Root of the generator, whose packages the bundle requires. */
  root: string;
  /** Folder of the built program. */
  program: string;
  bundle: { path: string; sha256: string; packages: readonly string[] };
  parameters: { readonly [name: string]: Json };
  seed: number | null;
  /** Whether the process may run another job after this one, if this leaves nothing behind. */
  stays: boolean;
  specs: ResultSpecs;
  files: readonly JobFile[];
  inputs: { readonly [name: string]: OrderedInput };
  engine: { name: EngineName; title: string };
  /** Empty folder to write the store entry into. */
  staging: string;
  /** The cache it lies in, for a sentence about a disk that is full. */
  cache: string;
}

/** An input: a path into the results of another job, and the digest it had when the key was made. */
export interface OrderedInput {
  /** Holds `result.json` of an entry of the store, and the bytes of images and files. */
  folder: string;
  path: readonly string[];
  sha256: string;
  /** The result itself where it is a locked one, which no `result.json` holds. */
  locked: ResultValue | null;
}

/**
 * What a worker says: that it has read its order, and at the end one answer; failing is one of its shapes. Where it `stays` it
 * waits for another order then.
 */
export type WorkerMessage =
  | { type: 'begun' }
  | { type: 'progress'; progress: Progress }
  | { type: 'answer'; answer: WorkerAnswer; stays: boolean };

export type WorkerAnswer = ({ status: 'done' } & Effort) | ({ status: 'failed' } & WorkerFailure);

/** Why a job failed: a rule, sentences, and for a task that threw the line of its source. */
export interface WorkerFailure {
  rule: string;
  message: string;
  details: readonly string[];
  /** For `--debug` only. */
  stack: string | null;
}
