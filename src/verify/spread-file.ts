import { z } from 'zod';

import { spreadIsBroken } from '../base/messages/spread.ts';
import { readDigestedJobs, writeDigestedJobs } from '../lock/digested-jobs.ts';

/** How far the results of one job lie apart on other instruction sets and engines. */
export interface JobSpread {
  /** What was measured, by `spread-keys.ts`: of any other state of the job it says nothing. */
  key: string;
  /** What it was run under: `AVX2`, `SSE41`, `TensorFlow.js WebAssembly 4.22.0`; the first as it was locked. */
  runs: readonly string[];
  /** Path of a result, or of a table's column -> the largest absolute difference between any two runs. */
  spread: { readonly [path: string]: number };
}

/** Job -> what was measured of it. */
export type SpreadFile = ReadonlyMap<string, JobSpread>;

const contentSchema = z.strictObject({
  key: z.string(),
  runs: z.array(z.string()),
  spread: z.record(z.string(), z.number().nonnegative()),
});

/** The text of `spread.json`: jobs by name, each with a digest by which a change made by hand is noticed. */
export function writeSpread(file: SpreadFile): string {
  const jobs = [...file].map(
    ([job, { key, runs, spread }]) => [job, { key, runs, spread: sortNames(spread) }] as const,
  );
  return writeDigestedJobs(new Map(jobs));
}

/** The content of `spread.json`; jobs whose entry was altered are left out, as if they were not measured. A text says why it cannot be read. */
export function readSpread(text: string): SpreadFile | string {
  return readDigestedJobs(text, contentSchema, spreadIsBroken);
}

function sortNames(spread: JobSpread['spread']): JobSpread['spread'] {
  return Object.fromEntries(Object.entries(spread).sort(([a], [b]) => (a < b ? -1 : 1)));
}
