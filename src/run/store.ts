import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { digestBytes } from '../base/digest.ts';
import type { KeyParts } from '../base/job.ts';
import type { ResultTree, RunMeasures } from '../base/results.ts';
import { readJsonFile } from '../plan/cache-files.ts';
import { writeRecord, type EntryRecord } from './entry-record.ts';
import { isAlive, ownMark } from './is-alive.ts';
import { isWhole } from './large-files.ts';

/** A job's results as they stand in the store, digests checked. */
export interface StoredEntry {
  record: EntryRecord;
  results: ResultTree;
  /** Absolute path of the entry. */
  folder: string;
}

const measuresSchema = z.object({ seconds: z.number(), memory: z.number(), beside: z.number() });

/** Only what reading needs: the digest beside it stands for the rest. */
const recordSchema = z.object({
  version: z.literal(1),
  key: z.string(),
  parts: z.custom<KeyParts>((parts) => typeof parts === 'object' && parts !== null),
  job: z.string(),
  engine: z.object({ name: z.enum(['tensorflow', 'wasm', 'cpu', 'javascript']), title: z.string() }),
  seconds: z.number(),
  run: measuresSchema.exactOptional(),
  files: z.record(z.string(), z.string()),
});

const entrySchema = z.object({ sha256: z.string(), record: recordSchema });

/** What an entry says of itself; null where that is damaged. */
export async function readRecord(folder: string): Promise<EntryRecord | null> {
  const entry = await readJsonFile(join(folder, 'entry.json'), entrySchema);
  return entry && digestBytes(JSON.stringify(entry.record)) === entry.sha256 ? entry.record : null;
}

/** `STORE/ab/abcdef…` */
export function entryFolder(cache: string, key: string): string {
  return join(cache, 'store', key.slice(0, 2), key);
}

/** The entry of a key; null where there is none, or where a file of it is missing or not what was written. */
export async function readEntry(cache: string, key: string): Promise<StoredEntry | null> {
  const folder = entryFolder(cache, key);
  const record = await readRecord(folder);
  if (record?.key !== key) return null;
  let result: Buffer | null = null;
  for (const [name, sha256] of Object.entries(record.files)) {
    if (name !== 'result.json') {
      if (isWhole(cache, join(folder, name), sha256)) continue;
      return null;
    }
    result = readNow(join(folder, name));
    if (!result || digestBytes(result) !== sha256) return null;
  }
  if (!result) return null;
  // The digest stands for the shape: check-result.ts checked it before these bytes were written.
  const results = JSON.parse(result.toString('utf8')) as ResultTree;
  return { record, results, folder };
}

/** Most of them are small and there may be a thousand: see cache-files.ts. */
function readNow(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Makes an empty folder for a worker to write an entry into; its name says which process owns it. */
export async function createStaging(cache: string): Promise<string> {
  const folder = join(cache, 'staging', `${ownMark()}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Adds what only the build knows of a run to the entry that its worker wrote; nothing where it wrote none. */
export async function addMeasures(staging: string, run: RunMeasures): Promise<void> {
  const record = await readRecord(staging);
  if (!record) return;
  const { files, ...head } = record;
  // In the order of the schema: the digest is that of the text as it is read back.
  await writeFile(join(staging, 'entry.json'), writeRecord({ ...head, run, files }));
}

/**
 * Moves a finished entry into the store. Where another build was faster its entry stays and ours is discarded;
 * a damaged one gives way.
 */
export async function commitEntry(cache: string, staging: string, key: string): Promise<StoredEntry | null> {
  const folder = entryFolder(cache, key);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await mkdir(join(folder, '..'), { recursive: true });
    if (await renamed(staging, folder)) return readEntry(cache, key);
    const standing = await readEntry(cache, key);
    if (standing) {
      await rm(staging, { recursive: true, force: true });
      return standing;
    }
    await discard(cache, folder);
  }
  return null;
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && taken.has(String(error.code))) return false;
    throw error;
  }
}

/** What systems say when the target of a rename is a folder that is not empty, or was cleared away just now. */
const taken = new Set(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR']);

async function discard(cache: string, folder: string): Promise<void> {
  const aside = join(cache, 'staging', `${ownMark()}-${randomUUID()}`);
  await mkdir(join(cache, 'staging'), { recursive: true });
  // Whoever renames it first removes it; the other finds nothing left to move.
  if (
    await rename(folder, aside).then(
      () => true,
      () => false,
    )
  )
    await rm(aside, { recursive: true, force: true });
}

/** Removes what killed builds left in staging: folders whose owner no longer runs. */
export async function sweepStaging(cache: string): Promise<void> {
  const names = await readdir(join(cache, 'staging')).catch((): string[] => []);
  const left = names.filter((name) => !isAlive(name));
  await Promise.all(left.map((name) => rm(join(cache, 'staging', name), { recursive: true, force: true })));
}
