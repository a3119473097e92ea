import { join } from 'node:path';

import { z } from 'zod';

import { readJsonFile, writeFileAtomically } from './cache-files.ts';

/** What a job took when it last ran; `memory` in megabytes, which older programs did not note. */
export interface JobDuration {
  task: string;
  seconds: number;
  memory?: number;
}

/** How long jobs took when they last ran, by name. Orders the work; stands in no key. */
export type Durations = ReadonlyMap<string, JobDuration>;

const amount = z.number().nonnegative();
const schema = z.record(
  z.string(),
  z.object({ task: z.string(), seconds: amount, memory: amount.exactOptional() }),
);

/** Reads `CACHE/durations.json`; empty where nothing ran yet. */
export async function readDurations(cache: string): Promise<Durations> {
  return new Map(Object.entries((await readJsonFile(join(cache, 'durations.json'), schema)) ?? {}));
}

/** Adds what was measured to what the file holds now (another build may have written meanwhile). */
export async function addDurations(cache: string, measured: Durations): Promise<void> {
  const all = new Map([...(await readDurations(cache)), ...measured]);
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFileAtomically(
    join(cache, 'durations.json'),
    JSON.stringify(Object.fromEntries(sorted), null, 1),
  );
}

/** Seconds a job is expected to take: its own last time, else the longest of its task's; null where nothing is known. */
export function expectedSeconds(durations: Durations, job: string, task: string): number | null {
  return expected(durations, { job, task }, ({ seconds }) => seconds);
}

/** Megabytes it is expected to hold, in the same way. */
export function expectedMemory(durations: Durations, job: string, task: string): number | null {
  return expected(durations, { job, task }, ({ memory }) => memory);
}

function expected(
  durations: Durations,
  { job, task }: { job: string; task: string },
  amountOf: (entry: JobDuration) => number | undefined,
): number | null {
  const own = durations.get(job);
  const ownAmount = own?.task === task ? amountOf(own) : undefined;
  if (ownAmount !== undefined) return ownAmount;
  const others = [...durations.values()].filter((entry) => entry.task === task);
  const known = others.map(amountOf).filter((amount) => amount !== undefined);
  return known.length > 0 ? Math.max(...known) : null;
}
