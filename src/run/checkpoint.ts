import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import type { Effort } from './effort.ts';
import { isAlive, ownMark } from './is-alive.ts';
import { entryFolder } from './store.ts';

/*
 * What a job that was killed goes on from: one file, `CACHE/checkpoints/KEY`, a line of JSON before the task's bytes.
 * The key stands for code, parameters, seed, files and engine, so a checkpoint of anything else is never read.
 */

/** The last checkpoint of a job. */
export interface Checkpoint {
  bytes: Uint8Array;
  /** What the job had taken when it wrote it. */
  effort: Effort;
}

/** Whose checkpoint it is. */
export interface CheckpointOwner {
  cache: string;
  key: string;
  job: string;
}

const headSchema = z.object({
  version: z.literal(1),
  key: z.string(),
  job: z.string(),
  seconds: z.number().nonnegative(),
  memory: z.number().nonnegative(),
});
type Head = z.infer<typeof headSchema>;

const schema = z.object({ sha256: z.string(), head: headSchema });

/** Head and bytes under one digest. */
function digest(head: Head, bytes: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(head)).update(bytes).digest('hex');
}

/** The last checkpoint that this very job wrote; null where there is none, or a damaged one. */
export async function readCheckpoint({ cache, key }: CheckpointOwner): Promise<Checkpoint | null> {
  const content = await readFile(pathOf(cache, key)).catch(() => null);
  const end = content?.indexOf('\n') ?? -1;
  if (!content || end < 0) return null;
  const written = parseHead(content.toString('utf8', 0, end));
  // A copy begins where numbers of every width may.
  const bytes = new Uint8Array(content.subarray(end + 1));
  if (written?.head.key !== key || digest(written.head, bytes) !== written.sha256) return null;
  const { seconds, memory } = written.head;
  return { bytes, effort: { seconds, memory } };
}

function parseHead(line: string): z.infer<typeof schema> | null {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** Puts a checkpoint in the place of the last one: on the disk whole before it is renamed, so that no moment is without one. */
export async function writeCheckpoint(
  { cache, key, job }: CheckpointOwner,
  { bytes, effort }: Checkpoint,
): Promise<void> {
  const path = pathOf(cache, key);
  const beside = join(dirname(path), `${ownMark()}-${key}.partial`);
  const head: Head = { version: 1, key, job, ...effort };
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(`${JSON.stringify({ sha256: digest(head, bytes), head })}\n`);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Takes away the checkpoint of a job whose result is stored; one that cannot be removed now is swept later. */
export async function removeCheckpoint(cache: string, key: string): Promise<void> {
  await rm(pathOf(cache, key), { force: true }).catch(() => undefined);
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
  const path = pathOf(cache, key);
  const found = await stat(path).catch(() => null);
  const line = found ? await readStart(path) : '';
  const head = parseHead(line)?.head;
  return { key, job: head?.job ?? null, made: found?.mtimeMs ?? 0, bytes: found?.size ?? 0 };
}

/** The first line of a file that may be long; empty where it cannot be read. */
async function readStart(path: string): Promise<string> {
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

function pathOf(cache: string, name: string): string {
  return join(cache, 'checkpoints', name);
}
