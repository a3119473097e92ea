import { join } from 'node:path';

import { z } from 'zod';

import { readJsonFile, writeFileAtomically } from './cache-files.ts';

/** How long jobs took when they last ran: job name -> its task and seconds. Orders the work; stands in no key. */
export type Durations = ReadonlyMap<string, { task: string; seconds: number }>;

const schema = z.record(z.string(), z.object({ task: z.string(), seconds: z.number().nonnegative() }));

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
  const own = durations.get(job);
  if (own?.task === task) return own.seconds;
  const others = [...durations.values()].filter((entry) => entry.task === task).map((entry) => entry.seconds);
  return others.length > 0 ? Math.max(...others) : null;
}
