import type { Tolerances } from './experiment.ts';
import type { Json } from './json.ts';
import type { DeclarationData } from './task.ts';
import type { Place } from './place.ts';
import type { Limits } from './report.ts';
import type { EngineName } from './results.ts';

/** A task's code as one file: what is hashed is what the worker runs. */
export interface Bundle {
  task: string;
  /** The task's module, relative to the root. */
  file: string;
  /** Absolute path of the bundled CommonJS file. */
  path: string;
  sha256: string;
  /** npm packages it imports -> exact versions. */
  packages: { readonly [name: string]: string };
}

/** A data or weight file a job reads. */
export interface JobFile {
  /** As the task names it: `mnist/train-images`, `digits`. */
  name: string;
  /** Absolute path. */
  path: string;
  sha256: string;
  bytes: number;
  /** Whether the digest is no manifest's, but was measured when the file was fetched. */
  isMeasured: boolean;
}

/** An input taken from another job: `digits.weights` -> job `digits`, path ['weights']. */
export interface JobInput {
  job: string;
  path: readonly string[];
}

/** What a job runs on, as far as its result may depend on it. */
export interface EngineChoice {
  name: EngineName;
  title: string;
  /** Versions and settings that stand in the key: TensorFlow, tfjs-node, binding digest, instruction set, threads. */
  parts: { readonly [name: string]: Json };
}

/** Why a job cannot run here: none of the engines that would do is at hand. */
export interface AbsentEngine {
  /** Those that would do, the preferred one first. */
  engines: readonly EngineName[];
  /** The sentence that says so, with the way out. */
  message: string;
}

/** What is executed, cached and retried: a task with the parameters of a case. */
export interface Job {
  /** `experiment.case`, `experiment`, or with a further seed `experiment.case#2`. */
  name: string;
  experiment: string;
  case: string | null;
  run: number;
  place: Place;
  label: string | null;
  note: string | null;
  /** How far its results may be off when they are verified; stands in no key. */
  tolerance: Tolerances;
  bundle: Bundle;
  declaration: DeclarationData;
  /** Parameters as the author wrote them, those of the experiment included; defaults are not among them. */
  written: { readonly [name: string]: Json };
  /** Parameters with defaults. */
  parameters: { readonly [name: string]: Json };
  /** Null where the task draws no random numbers. */
  seed: number | null;
  files: readonly JobFile[];
  inputs: { readonly [name: string]: JobInput };
  /** Where none is at hand, the preferred one, of which nothing more is known. */
  engine: EngineChoice;
  /** Null where the job can run here. */
  absent: AbsentEngine | null;
  /** Digests of the worker's own code, as far as the result may depend on it. */
  runtime: { readonly [part: string]: string };
  /** How long it may run and how much it may hold; stands in no key. */
  limits: Limits;
}

/**
 * Everything a job's result depends on. `inputs` holds digests of the results taken in, so a key is complete only
 * when those are known. The key is the digest of this record.
 */
export interface KeyParts {
  readonly [part: string]: Json;
  code: string;
  parameters: { readonly [name: string]: Json };
  seed: number | null;
  files: { readonly [name: string]: string };
  inputs: { readonly [name: string]: string };
  packages: { readonly [name: string]: string };
  engine: { readonly [name: string]: Json };
  runtime: { readonly [part: string]: string };
}
