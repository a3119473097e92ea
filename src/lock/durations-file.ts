import { arch, availableParallelism, platform } from 'node:os';

import { z } from 'zod';

import type { Json } from '../base/json.ts';
import type { RunMeasures } from '../base/results.ts';
import { describeProcessor } from '../plan/processor.ts';
import type { DurationValues } from './durations.ts';
import { readDigestedJobs, writeDigestedJobs } from './digested-jobs.ts';

/** The machine that durations were measured on: what they depend on, and nothing that says whose it is. */
export interface Machine {
  /** `AMD EPYC, family 25, model 1, up to avx2` */
  cpu: string;
  cores: number;
  /** `linux x64` */
  platform: string;
  /** `20.19.2`; files of older programs lack it. */
  node?: string;
}

/** The durations of a job whose results are locked under `key`. */
export interface LockedDurations {
  key: string;
  machine: Machine;
  durations: DurationValues;
  /** What the run took; files of older programs lack it. */
  run?: RunMeasures;
}

/** Job -> what the machine took for it. */
export type DurationsFile = ReadonlyMap<string, LockedDurations>;

/** This machine. */
export function describeMachine(): Machine {
  const { node } = process.versions;
  return {
    cpu: describeProcessor(),
    cores: availableParallelism(),
    platform: `${platform()} ${arch()}`,
    node,
  };
}

/** The text of `durations.json`: jobs by name, each with a digest of its own, so that git can merge it. */
export function writeDurations(file: DurationsFile): string {
  const jobs = [...file].map(([job, { key, machine, durations, run }]) => {
    const measured = run ? { run: { ...run } } : {};
    return [job, { key, machine: { ...machine }, ...measured, durations }] as const;
  });
  return writeDigestedJobs(new Map<string, { readonly [name: string]: Json }>(jobs));
}

const measured = z.number().nonnegative();
const cell = z.union([measured, z.null()]);
const contentSchema = z.strictObject({
  key: z.string(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.int(),
    platform: z.string(),
    node: z.string().exactOptional(),
  }),
  run: z.strictObject({ seconds: measured, memory: measured, beside: z.int() }).exactOptional(),
  durations: z.record(z.string(), z.union([measured, z.array(cell)])),
});
/** The content of `durations.json`; entries that were altered are left out of it, as if they were missing. A text says why it cannot be read. */
export function readDurationsFile(text: string): DurationsFile | string {
  return readDigestedJobs(text, contentSchema, (reason) => reason);
}
