import { z } from 'zod';

import { digestJson } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import { layOut } from './layout.ts';
import { parseLock } from './locked-job.ts';

/*
 * Files that say something of each job beside its results. Jobs stand by name, each with a digest of its own, so that git can
 * merge them and a change made by hand is noticed.
 */

const version = 1;

const schema = z.strictObject({
  version: z.literal(version),
  jobs: z.record(z.string(), z.unknown()),
});

/** The text of such a file. */
export function writeDigestedJobs(file: ReadonlyMap<string, { readonly [name: string]: Json }>): string {
  const sorted = [...file].sort(([a], [b]) => (a < b ? -1 : 1));
  const jobs = sorted.map(
    ([job, content]) => [job, { digest: digestJson([job, content]), ...content }] as const,
  );
  return layOut({ version, jobs: Object.fromEntries(jobs) });
}

const entrySchema = z.object({ digest: z.string() }).catchall(z.json());

/**
 * The content of such a file, each job's by `contentSchema`; entries that were altered are left out, as if they were missing.
 * A text says why it cannot be read; where its form is at fault, `broken` words it.
 */
export function readDigestedJobs<Content>(
  text: string,
  contentSchema: z.ZodType<Content>,
  broken: (reason: string) => string,
): Map<string, Content> | string {
  const read = parseLock(text, version);
  if (typeof read === 'string') return read;
  const parsed = schema.safeParse(read.json);
  if (!parsed.success) return broken(z.prettifyError(parsed.error).split('\n')[0] ?? '');
  const file = new Map<string, Content>();
  for (const [job, written] of Object.entries(parsed.data.jobs)) {
    const entry = entrySchema.safeParse(written);
    if (!entry.success) continue;
    const { digest, ...rest } = entry.data;
    const content = contentSchema.safeParse(rest);
    if (content.success && digestJson([job, rest]) === digest) file.set(job, content.data);
  }
  return file;
}
