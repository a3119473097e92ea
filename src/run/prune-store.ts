import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isSystemError } from '../base/system-error.ts';
import { pruneCheckpoints } from './prune-checkpoints.ts';
import { isAlive, ownMark } from './is-alive.ts';
import { readLeases } from './leases.ts';
import { entryFolder, readRecord, sweepStaging } from './store.ts';

/** What must stay in the store. */
export interface Keep {
  /** Keys that reports use. */
  keys: ReadonlySet<string>;
  /** Jobs whose key is not known before others ran: all their entries. */
  jobs: ReadonlySet<string>;
  /** Entries made since then (milliseconds since 1970). */
  since: number;
}

/** An entry of the store: its key, the job that made it (null where it is damaged), its size in bytes. */
export interface PrunedEntry {
  key: string;
  job: string | null;
  bytes: number;
}

/** What a pruning did. */
export interface Pruning {
  removed: readonly PrunedEntry[];
  /** Of jobs that were stopped half way and are not wanted any more. */
  checkpoints: readonly PrunedEntry[];
  kept: number;
  /** Of those kept: only because a build under way uses them. */
  inUse: number;
}

/** Removes the entries that nothing needs, also what killed builds left; never one that a build under way uses. */
export async function pruneStore(cache: string, keep: Keep): Promise<Pruning> {
  await sweepStaging(cache);
  await sweepTrainings(cache);
  const removed: PrunedEntry[] = [];
  let [kept, inUse] = [0, 0];
  for (const key of await listKeys(cache)) {
    const entry = await describeEntry(cache, key);
    if (keep.keys.has(key) || entry.made >= keep.since || (entry.job !== null && keep.jobs.has(entry.job))) {
      kept += 1;
    } else if (await removeEntry(cache, key)) {
      removed.push({ key, job: entry.job, bytes: entry.bytes });
    } else {
      kept += 1;
      inUse += 1;
    }
  }
  return { removed, checkpoints: await removeCheckpoints(cache, keep), kept, inUse };
}

async function removeCheckpoints(cache: string, keep: Keep): Promise<PrunedEntry[]> {
  const used = (await readLeases(cache)).keys;
  return pruneCheckpoints(cache, ({ key, job, made }) => {
    return keep.keys.has(key) || used.has(key) || made >= keep.since || (job !== null && keep.jobs.has(job));
  });
}

/** False where a build under way uses it. */
async function removeEntry(cache: string, key: string): Promise<boolean> {
  const isUsed = async (): Promise<boolean> => (await readLeases(cache)).keys.has(key);
  if (await isUsed()) return false;
  const aside = join(cache, 'staging', `${ownMark()}-${randomUUID()}`);
  await mkdir(join(cache, 'staging'), { recursive: true });
  try {
    await rename(entryFolder(cache, key), aside);
  } catch (error) {
    // Another clean was faster.
    if (isSystemError(error) && error.code === 'ENOENT') return true;
    throw error;
  }
  if (await isUsed()) {
    // Where the build has made it again meanwhile, its own stays.
    const isBack = await rename(aside, entryFolder(cache, key)).then(
      () => true,
      () => false,
    );
    if (isBack) return false;
  }
  await rm(aside, { recursive: true, force: true });
  return true;
}

async function listKeys(cache: string): Promise<string[]> {
  const store = join(cache, 'store');
  const groups = await readdir(store).catch((): string[] => []);
  const keys = await Promise.all(
    groups.map((group) => readdir(join(store, group)).catch((): string[] => [])),
  );
  return keys.flat().sort();
}

async function describeEntry(
  cache: string,
  key: string,
): Promise<{ job: string | null; bytes: number; made: number }> {
  const folder = entryFolder(cache, key);
  const names = await readdir(folder).catch((): string[] => []);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  const record = await readRecord(folder);
  return {
    job: record?.job ?? null,
    bytes: sizes.reduce((sum, found) => sum + (found?.size ?? 0), 0),
    made: Math.max(0, ...sizes.map((found) => found?.mtimeMs ?? 0)),
  };
}

/** The stores of killed trainings of weights. */
async function sweepTrainings(cache: string): Promise<void> {
  const names = await readdir(cache).catch((): string[] => []);
  const left = names.filter((name) => {
    const pid = /^weights-(\d+)$/.exec(name)?.[1];
    return pid !== undefined && !isAlive(pid);
  });
  await Promise.all(left.map((name) => rm(join(cache, name), { recursive: true, force: true })));
}
