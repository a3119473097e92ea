import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ReportError } from '../base/diagnostic.ts';
import * as messages from '../base/messages/run.ts';
import { isSystemError } from '../base/system-error.ts';
import { isAlive, ownMark } from './is-alive.ts';

/*
 * A cache for one verification alone, `CACHE/verify-PID-…`: empty when it is opened, on the same disk as the store, and
 * gone when it is closed. Nothing that an earlier run left can be found in it.
 */

/** A cache of one command's own. */
export interface Scratch {
  /** Absolute. */
  folder: string;
  /** Removes it, with everything in it. */
  close(): Promise<void>;
}

const prefix = 'verify-';

/** Opens an empty one, and sweeps those of killed processes. Throws a ReportError where the cache cannot be written. */
export async function openScratch(cache: string): Promise<Scratch> {
  await sweepScratch(cache);
  const folder = join(cache, `${prefix}${ownMark()}-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = messages.cacheNotWritable(cache, error.message);
    throw new ReportError([{ rule: 'cache-is-writable', message }]);
  }
  // A second Ctrl-C ends the process at once.
  const removeNow = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', removeNow);
  return {
    folder,
    close: async () => {
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Removes what killed verifications left. */
export async function sweepScratch(cache: string): Promise<void> {
  const names = await readdir(cache).catch((): string[] => []);
  const left = names.filter((name) => isScratch(name) && !isAlive(name.slice(prefix.length)));
  await Promise.all(left.map((name) => rm(join(cache, name), { recursive: true, force: true })));
}

/** Whether a name in the cache is that of such a folder. */
export function isScratch(name: string): boolean {
  return /^verify-\d+-\d+-[\da-f-]+$/.test(name);
}
