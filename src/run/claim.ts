import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { isSystemError } from '../base/system-error.ts';
import { isAlive, ownMark } from './is-alive.ts';

/*
 * Two builds that need one result at the same time: the one that claims its key makes it, the other waits. A claim is
 * a file that names its process, so one that a killed build left counts for nothing. Claims save work and no
 * more: where one is lost, both make the result, and the store takes the first.
 */

/** How waiting is bounded. */
export interface ClaimTools {
  cache: string;
  /** No claim is honoured for longer than a job may run. */
  seconds: number;
  signal: AbortSignal;
}

const pause = 50;

/** Claims a key as soon as no other build holds it; gives what releases it. After an abort nothing is claimed. */
export async function claimKey(key: string, { cache, seconds, signal }: ClaimTools): Promise<() => void> {
  const path = join(cache, 'claims', key);
  const end = performance.now() + seconds * 1000;
  while (!signal.aborted && performance.now() < end) {
    if (take(path)) {
      return () => {
        drop(path);
      };
    }
    if (isHeld(path)) await wait(pause);
    else if (!drop(path)) break;
  }
  return () => undefined;
}

/** Whether the claim is ours now, or none can be written. */
function take(path: string): boolean {
  const beside = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch {
    return true;
  }
  try {
    // Linked into place with its content: nobody sees it before it says whose it is.
    writeFileSync(beside, ownMark());
    linkSync(beside, path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code !== 'EEXIST';
  } finally {
    drop(beside);
  }
}

/** Whether it is gone; what cannot be removed now is swept by a later build. */
function drop(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function isHeld(path: string): boolean {
  try {
    return isAlive(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

/** Removes the claims of builds that are no more. */
export function sweepClaims(cache: string): void {
  const folder = join(cache, 'claims');
  for (const name of namesIn(folder)) if (!isHeld(join(folder, name))) drop(join(folder, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
