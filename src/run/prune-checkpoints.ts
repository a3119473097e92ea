import { existsSync } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { checkpointPath, readStart } from './checkpoint-head.ts';
import { isAlive } from './is-alive.ts';
import { entryFolder } from './store.ts';

/** Takes away the checkpoint of a job whose result is stored; one that cannot be removed now is swept later. */
export async function removeCheckpoint(cache: string, key: string): Promise<void> {
  await rm(checkpointPath(cache, key), { force: true }).catch(() => undefined);
}

/** Removes what killed workers left half written, and the checkpoints of jobs whose result is in the store. */
export async function sweepCheckpoints(cache: string): Promise<void> {
  const left = (await namesIn(cache)).filter((name) =>
    name.endsWith('.partial') ? !isAlive(name) : existsSync(join(entryFolder(cache, name), 'entry.json')),
  );
  await Promise.all(left.map((name) => removeCheckpoint(cache, name)));
}

/** A checkpoint, to decide whether it is needed: milliseconds since 1970, bytes. */
export interface KeptCheckpoint {
  key: string;
  /** Null where it is damaged. */
  job: string | null;
  made: number;
  bytes: number;
}

/** Removes the checkpoints that are not needed; gives those that it removed. */
export async function pruneCheckpoints(
  cache: string,
  isNeeded: (checkpoint: KeptCheckpoint) => boolean,
): Promise<KeptCheckpoint[]> {
  await sweepCheckpoints(cache);
  const keys = (await namesIn(cache)).filter((name) => !name.endsWith('.partial'));
  const all = await Promise.all(keys.map((key) => describe(cache, key)));
  const removed = all.filter((checkpoint) => !isNeeded(checkpoint));
  await Promise.all(removed.map(({ key }) => removeCheckpoint(cache, key)));
  return removed;
}

const longestHead = 4096;

async function describe(cache: string, key: string): Promise<KeptCheckpoint> {
  const path = checkpointPath(cache, key);
  const found = await stat(path).catch(() => null);
  const line = found ? await readLine(path) : '';
  const head = readStart(line)?.head;
  return { key, job: head?.job ?? null, made: found?.mtimeMs ?? 0, bytes: found?.size ?? 0 };
}

/** The first line of a file that may be long; empty where it cannot be read. */
async function readLine(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0);
    return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? '';
  } catch {
    return '';
  } finally {
    await file.close();
  }
}

function namesIn(cache: string): Promise<string[]> {
  return readdir(join(cache, 'checkpoints')).catch((): string[] => []);
}
