import { join } from 'node:path';

import type { Effort } from './effort.ts';

/*
 * How a checkpoint begins. Every worker reads this, so it is told in plain JavaScript: a library for schemas takes longer to
 * load than most jobs that need no tensors take.
 */

/** What a checkpoint says of itself: whose it is, and what the job had taken until then. */
export interface CheckpointHead extends Effort {
  version: 1;
  key: string;
  job: string;
}

/** The first line of a checkpoint: its head, and the digest of head and bytes. */
export interface CheckpointStart {
  sha256: string;
  head: CheckpointHead;
}

/** Reads the first line; null where it is damaged. */
export function readStart(line: string): CheckpointStart | null {
  try {
    const start: unknown = JSON.parse(line);
    return isRecord(start) && typeof start['sha256'] === 'string' && isHead(start['head'])
      ? { sha256: start['sha256'], head: start['head'] }
      : null;
  } catch {
    return null;
  }
}

function isHead(value: unknown): value is CheckpointHead {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { key, job, seconds, memory } = value;
  return typeof key === 'string' && typeof job === 'string' && isAmount(seconds) && isAmount(memory);
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

/** Where the checkpoint of a key lies, or what is being written beside it. */
export function checkpointPath(cache: string, name: string): string {
  return join(cache, 'checkpoints', name);
}
