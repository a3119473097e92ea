import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { checkpointPath, readStart, type CheckpointHead } from './checkpoint-head.ts';
import type { Effort } from './effort.ts';
import { ownMark } from './is-alive.ts';

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

/** Head and bytes under one digest. */
function digest(head: CheckpointHead, bytes: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(head)).update(bytes).digest('hex');
}

/** The last checkpoint that this very job wrote; null where there is none, or a damaged one. */
export async function readCheckpoint({ cache, key }: CheckpointOwner): Promise<Checkpoint | null> {
  const content = await readFile(checkpointPath(cache, key)).catch(() => null);
  const end = content?.indexOf('\n') ?? -1;
  if (!content || end < 0) return null;
  const written = readStart(content.toString('utf8', 0, end));
  // A copy begins where numbers of every width may.
  const bytes = new Uint8Array(content.subarray(end + 1));
  if (written?.head.key !== key || digest(written.head, bytes) !== written.sha256) return null;
  const { seconds, memory } = written.head;
  return { bytes, effort: { seconds, memory } };
}

/** Puts a checkpoint in the place of the last one: on the disk whole before it is renamed, so that no moment is without one. */
export async function writeCheckpoint(
  { cache, key, job }: CheckpointOwner,
  { bytes, effort }: Checkpoint,
): Promise<void> {
  const path = checkpointPath(cache, key);
  const beside = join(dirname(path), `${ownMark()}-${key}.partial`);
  const head: CheckpointHead = { version: 1, key, job, ...effort };
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
