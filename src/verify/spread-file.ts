import { z } from 'zod';

import { digestJson } from '../base/digest.ts';
import { spreadIsBroken } from '../base/messages/spread.ts';
import type { Json } from '../base/json.ts';
import { layOut } from '../lock/layout.ts';
import { parseLock } from '../lock/locked-job.ts';

/** Name of the file among the locked results. */
export const spreadFile = 'spread.json';

/** How far the results of one job lie apart on other instruction sets and engines. */
export interface JobSpread {
  /** What it was run under: `AVX2`, `SSE41`, `TensorFlow.js WebAssembly 4.22.0`; the first as it was locked. */
  runs: readonly string[];
  /** Path of a result, or of a table's column -> the largest absolute difference between any two runs. */
  spread: { readonly [path: string]: number };
}

/** Job -> what was measured of it. */
export type SpreadFile = ReadonlyMap<string, JobSpread>;

const version = 1;

const entrySchema = z.strictObject({
  digest: z.string(),
  runs: z.array(z.string()),
  spread: z.record(z.string(), z.number().nonnegative()),
});
const schema = z.strictObject({ version: z.literal(version), jobs: z.record(z.string(), z.unknown()) });

/** The text of `spread.json`: jobs by name, each with a digest by which a change made by hand is noticed. */
export function writeSpread(file: SpreadFile): string {
  const sorted = [...file].sort(([a], [b]) => (a < b ? -1 : 1));
  const jobs = sorted.map(([job, { runs, spread }]) => {
    const content: { readonly [name: string]: Json } = { runs, spread: sortNames(spread) };
    return [job, { digest: digestJson([job, content]), ...content }] as const;
  });
  return layOut({ version, jobs: Object.fromEntries(jobs) });
}

/** The content of `spread.json`; jobs whose entry was altered are left out, as if they were not measured. A text says why it cannot be read. */
export function readSpread(text: string): SpreadFile | string {
  const content = parseLock(text, version);
  if (typeof content === 'string') return content;
  const parsed = schema.safeParse(content.json);
  if (!parsed.success) return spreadIsBroken();
  const file = new Map<string, JobSpread>();
  for (const [job, written] of Object.entries(parsed.data.jobs)) {
    const entry = entrySchema.safeParse(written);
    if (!entry.success) continue;
    const { digest, ...rest } = entry.data;
    if (digestJson([job, rest]) === digest) file.set(job, rest);
  }
  return file;
}

function sortNames(spread: JobSpread['spread']): JobSpread['spread'] {
  return Object.fromEntries(Object.entries(spread).sort(([a], [b]) => (a < b ? -1 : 1)));
}
