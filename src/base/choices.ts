import type { EngineName } from './results.ts';

/** What oneDNN may use of the processor: the one set that results are the same with everywhere, or all that it offers. */
export type InstructionSet = 'pinned' | 'native';

/** What whoever calls a command may choose of a report, and its sources do not say. */
export interface Choices {
  /** The data set to build from; null for the report's default. */
  dataset: string | null;
  /** Run every task on this engine; null for the first each task prefers of those at hand. */
  engine: EngineName | null;
  instructionSet: InstructionSet;
  /** Runs at least of every case of an experiment that asks for seeds; null for as many as the sources say. */
  seeds: number | null;
}
