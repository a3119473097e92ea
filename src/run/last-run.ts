import { join } from 'node:path';

import { z } from 'zod';

import type { KeyParts } from '../base/job.ts';
import { readJsonFile, writeFileAtomically } from '../plan/cache-files.ts';

/** The key under which a job's results were last made or found, with its parts: what `why` compares with. */
export interface LastRun {
  key: string;
  parts: KeyParts;
}

const keySchema = z.object({ key: z.string() });
const texts = z.record(z.string(), z.string());
const schema = z.object({
  key: z.string(),
  parts: z.object({
    code: z.string(),
    parameters: z.record(z.string(), z.json()),
    seed: z.number().nullable(),
    files: texts,
    inputs: texts,
    packages: texts,
    engine: z.record(z.string(), z.json()),
    runtime: texts,
  }),
});

/** The last run of a job; null where it never ran here. */
export async function readLastRun(cache: string, job: string): Promise<LastRun | null> {
  return readJsonFile(pathOf(cache, job), schema);
}

/** Records the key of a job, unless it already stands there. */
export async function recordLastRun(cache: string, job: string, run: LastRun): Promise<void> {
  if ((await readJsonFile(pathOf(cache, job), keySchema))?.key === run.key) return;
  await writeFileAtomically(pathOf(cache, job), JSON.stringify(run));
}

function pathOf(cache: string, job: string): string {
  return join(cache, 'jobs', `${job}.json`);
}
