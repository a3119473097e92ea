import type { Json } from './json.ts';
import type { ResultSpecs } from './kinds.ts';

/** A cell of a table result. */
export type Cell = number | string | null;

/** One record of a table result. */
export interface Row {
  readonly [column: string]: Cell;
}

/** Pixels as a task returns them: rows from the top, `channels` bytes a pixel (1 grey, 3 RGB, 4 RGBA). */
export interface Pixels {
  width: number;
  height: number;
  channels: 1 | 3 | 4;
  data: Uint8Array;
}

/** What a task's `run` returns for its declared results. */
export interface TaskResults {
  readonly [name: string]: TaskResult;
}
export type TaskResult =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | readonly (readonly number[])[]
  | readonly Row[]
  | Pixels
  | Uint8Array
  | TaskResults;

/** An image or file result once it stands in the store: bytes by digest, not in the JSON. */
export interface StoredFile {
  readonly stored: 'image' | 'file';
  /** File name inside the store entry, e.g. `mistakes.png`. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** Pixels; images only. */
  readonly width?: number;
  readonly height?: number;
}

/** A stored result value: JSON, with files by reference. */
export type ResultValue =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | readonly (readonly number[])[]
  | readonly Row[]
  | StoredFile
  | ResultTree;

export interface ResultTree {
  readonly [name: string]: ResultValue;
}

/** Which engine made a result, as shown in the document: `{name: 'tensorflow', title: 'TensorFlow 2.21.0'}`. */
export interface EngineUsed {
  name: EngineName;
  title: string;
}

/** What a job took when it ran: the machine's, and no part of its results. */
export interface RunMeasures {
  /** Of all its segments, where it went on from a checkpoint. */
  seconds: number;
  /** The most that its process held, in megabytes. */
  memory: number;
  /** How many other jobs of the build ran at the same time, at most. */
  beside: number;
}

/** `javascript`: the task calls no tensor library at all. */
export type EngineName = 'tensorflow' | 'wasm' | 'cpu' | 'javascript';

/** What gave a number instead of a run on the engine that its task prefers: another engine, or the locked results. */
export type FallbackName = EngineName | 'locked';

/** A data or weight file that a job read. */
export interface FileRead {
  /** `mnist/train-images`, `digits` */
  name: string;
  sha256: string;
  bytes: number;
  /** Whether its digest stands in no manifest, but was measured when it was fetched. */
  isMeasured: boolean;
}

/** A job's results as fill sees them: values, what was declared of them, and where they came from. */
export interface JobResults {
  /** `experiment.case` or `experiment`; further runs of a case with other seeds end in `#2`, `#3`. */
  job: string;
  experiment: string;
  case: string | null;
  /** 1 for the case itself, 2..n for its further seeds. */
  run: number;
  task: string;
  /** What the task does, in a sentence of its declaration. */
  title: string;
  label: string | null;
  note: string | null;
  /** Parameters, defaults included. */
  given: { readonly [name: string]: Json };
  results: ResultTree;
  specs: ResultSpecs;
  engine: EngineUsed;
  /** The engine the task would rather have run on; differs from `engine` after a fallback. */
  preferredEngine: EngineName;
  /** Whether these are the locked results of a job that could not run here; false where all results shown are locked. */
  standIn: boolean;
  seed: number | null;
  /** The task's module, relative to the root, and the digest of its bundle. */
  code: { readonly file: string; readonly sha256: string };
  /** Data and weight files the job read, e.g. `mnist/train-images`; and whether no manifest has their digest. */
  files: readonly FileRead[];
  /** Results of other jobs that it took in: input -> job and path. */
  inputs: { readonly [name: string]: { readonly job: string; readonly path: readonly string[] } };
  key: string;
  /** Null where none were kept with the results. */
  measures: RunMeasures | null;
  /** Folder of the store entry, for the bytes of images and files. */
  folder: string;
}
