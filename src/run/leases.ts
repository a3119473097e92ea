import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isAlive, ownerOf, ownMark } from './is-alive.ts';

/*
 * A build and a clean at the same time: a build writes the key of each entry into its lease before it looks for the
 * entry; a clean looks into the leases before it moves an entry aside, and once more before it removes it. So an entry
 * is there for as long as a build needs it, or the build never saw it and runs the job again.
 */

/** What a build holds of the store while it is under way. */
export interface Lease {
  /** Notes that the entry of this key is about to be looked for. */
  use: (key: string) => void;
  close: () => void;
}

/** Opens the lease of this process in `CACHE/leases`; where nothing can be written there is nothing to clean either. */
export function openLease(cache: string): Lease {
  const path = join(cache, 'leases', `${ownMark()}-${randomUUID()}`);
  let file: number;
  try {
    mkdirSync(join(cache, 'leases'), { recursive: true });
    file = openSync(path, 'wx');
  } catch {
    return { use: () => undefined, close: () => undefined };
  }
  return {
    use: (key) => {
      try {
        writeSync(file, `${key}\n`);
      } catch {
        // A full disk: the worst that follows is that a job runs again.
      }
    },
    close: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

/** Keys in use by builds under way, and the processes that run them; leases of killed ones are taken away. */
export async function readLeases(
  cache: string,
): Promise<{ keys: ReadonlySet<string>; processes: readonly number[] }> {
  const folder = join(cache, 'leases');
  const keys = new Set<string>();
  const processes: number[] = [];
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!isAlive(name)) {
      await rm(join(folder, name), { force: true });
      continue;
    }
    processes.push(ownerOf(name));
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    for (const key of text.split('\n')) keys.add(key);
  }
  return { keys, processes };
}
