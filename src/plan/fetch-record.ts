import { dirname, join } from 'node:path';

import { z } from 'zod';

import type { Manifest } from '../base/manifest.ts';
import { readJsonFile, writeFileAtomically } from './cache-files.ts';

const measures = z.object({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const recordSchema = z.object({
  url: z.string(),
  /** What was fetched, before anything was unpacked; null where the files were found in place. */
  fetched: measures.nullable(),
  files: z.record(z.string(), measures),
});

/**
 * What was measured of a data set when it was fetched: it stands for what the manifest does not say. Nobody vouches
 * for these digests; they tell that the files are still those that were fetched.
 */
export type FetchRecord = z.infer<typeof recordSchema>;

/** Length and digest of a file. */
export type Measures = z.infer<typeof measures>;

/** The record of a data set, or null where it has not been fetched. */
export function readFetchRecord(root: string, manifest: Manifest): Promise<FetchRecord | null> {
  return readJsonFile(recordPath(root, manifest), recordSchema);
}

/** Keeps the record of a data set beside its files. */
export function writeFetchRecord(root: string, manifest: Manifest, record: FetchRecord): Promise<void> {
  return writeFileAtomically(recordPath(root, manifest), `${JSON.stringify(record, null, 2)}\n`);
}

/** The folder that a data set is fetched into, relative to the root: `data/pamap2` for `data/pamap2.yaml`. */
export function fetchFolder({ file, name }: Manifest): string {
  return `${dirname(file)}/${name}`;
}

function recordPath(root: string, manifest: Manifest): string {
  return join(root, fetchFolder(manifest), 'fetched.json');
}
