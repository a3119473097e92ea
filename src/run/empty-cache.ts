import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isScratch } from './scratch.ts';

/** What a report keeps in its cache. The generator's own may hold more: its program, the state of its set-up. */
const ours = new Set([
  'store',
  'staging',
  'whole',
  'bundles',
  'made',
  'jobs',
  'used',
  'leases',
  'claims',
  'checkpoints',
  'durations.json',
  'verified.json',
]);

/** Removes everything that a report keeps in its cache; gives the bytes it took. */
export async function emptyCache(cache: string): Promise<number> {
  const names = (await readdir(cache).catch((): string[] => [])).filter(
    (name) => ours.has(name) || isScratch(name) || /^weights-\d+$/.test(name),
  );
  let bytes = 0;
  for (const name of names) {
    bytes += await sizeOf(join(cache, name));
    await rm(join(cache, name), { recursive: true, force: true });
  }
  // Not where something else lies in it.
  await rmdir(cache).catch(() => undefined);
  return bytes;
}

async function sizeOf(path: string): Promise<number> {
  // What a link leads to is not ours, and stays.
  const found = await lstat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.size ?? 0;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
