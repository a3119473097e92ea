import type * as Tensors from '@tensorflow/tfjs';
import type { z } from 'zod';

import type { Json } from './json.ts';
import type { ResultSpecs } from './kinds.ts';
import type { Random } from './random.ts';
import type { EngineName, ResultValue, TaskResults } from './results.ts';

/**
 * What a task says of itself before anything runs. Evaluated in a short-lived process without TensorFlow, so a task
 * module must not touch an engine at its top level.
 */
export interface Declaration<Parameters extends z.ZodType = z.ZodType> {
  /** One sentence for `why`, `jobs` and the computation appendix. */
  title: string;
  /** A strict zod object; its JSON Schema must say everything (no refinements, no transforms). */
  parameters: Parameters;
  results: ResultSpecs;
  /** Data files read, as `SET/FILE` of a manifest `data/SET.yaml`. */
  data?: readonly string[];
  /** Weight files read, as the name of a manifest `weights/NAME.yaml`. */
  weights?: readonly string[];
  /** Results of other jobs taken in: input name -> kind expected. */
  inputs?: { readonly [name: string]: string };
  /** Engines that can run it, the preferred one first. */
  engines: readonly EngineName[];
  /** Whether it draws from `context.random`; without, no seed stands in its key. */
  random: boolean;
}

/** The declaration as data, as plan and run see it. */
export interface DeclarationData {
  title: string;
  /** JSON Schema of the parameters. */
  parameters: Json;
  results: ResultSpecs;
  data: readonly string[];
  weights: readonly string[];
  inputs: { readonly [name: string]: string };
  engines: readonly EngineName[];
  random: boolean;
}

/** The tensor library a job runs on. */
export interface Engine {
  name: EngineName;
  /** The tfjs API, whichever backend serves it. Throws for the `javascript` engine. */
  tf: typeof Tensors;
}

export interface Progress {
  done: number;
  of: number;
  /** What is counted: `epoch`, `image`. */
  unit: string;
  /** E.g. `loss 0.213`. */
  note?: string;
}

/** Where a job that takes long keeps how far it is. */
export interface Checkpoints {
  /** The last one that this very job (same key) wrote before it was killed; null where there is none. */
  read(): Promise<Uint8Array | null>;
  /** Keeps these bytes in the place of the last ones; whole or not at all. Gone when the job's result is stored. */
  write(bytes: Uint8Array): Promise<void>;
}

/** The only door between a task and the world. */
export interface TaskContext {
  /** Bytes of a declared data file (`mnist/train-images`) or weight file (`digits`), checked against its digest. */
  open(name: string): Promise<Uint8Array>;
  /**
   * The same a piece at a time, for files that are too large to hold. Whether the file is the one with the digest is
   * known at its end: what was read before is worth something only if the end is reached.
   */
  stream(name: string): AsyncIterable<Uint8Array>;
  /** A declared input: another job's result; files arrive as bytes. */
  input(name: string): Promise<ResultValue | Uint8Array>;
  random: Random;
  /** Seconds since some fixed moment, for durations only. */
  time(): number;
  progress(progress: Progress): void;
  /** A job that is killed goes on from here, and must end in the same bits as if it had not been. */
  checkpoint: Checkpoints;
  /** A line for the job's log, whose tail is shown if the job fails. */
  log(line: string): void;
  engine: Engine;
}

/** A task module exports `declaration` and `run`. */
export interface TaskModule<Parameters extends z.ZodType = z.ZodType> {
  declaration: Declaration<Parameters>;
  run: TaskRun<Parameters>;
}

export type TaskRun<Parameters extends z.ZodType> = (
  parameters: z.output<Parameters>,
  context: TaskContext,
) => Promise<TaskResults> | TaskResults;

/** Gives the declaration back, typed: `export const declaration = declareTask({…})`. */
export function declareTask<Parameters extends z.ZodType>(
  declaration: Declaration<Parameters>,
): Declaration<Parameters> {
  return declaration;
}
