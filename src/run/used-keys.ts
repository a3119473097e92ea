import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { readJsonFile, writeFileAtomically } from '../plan/cache-files.ts';

const schema = z.object({ folder: z.string(), keys: z.array(z.string()) });

/**
 * Notes which entries of the store a report's last build was made of, in the place of or (`add`) beside those noted
 * before: several reports may share one cache. `folder` is relative to the root.
 */
export async function recordUsedKeys(
  cache: string,
  folder: string,
  keys: Iterable<string>,
  { add } = { add: false },
): Promise<void> {
  const path = join(cache, 'used', `${encodeURIComponent(folder)}.json`);
  const before = add ? ((await readJsonFile(path, schema))?.keys ?? []) : [];
  const text = JSON.stringify({ folder, keys: [...new Set([...before, ...keys])].sort() });
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  // Costs a clean its caution, not the build its result.
  await writeFileAtomically(path, text).catch(() => undefined);
}

/** The keys that reports under `root` were last built of, those of `except` left out; a report that is gone needs none. */
export async function readUsedKeys(cache: string, root: string, except: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for (const name of await readdir(join(cache, 'used')).catch((): string[] => [])) {
    const used = await readJsonFile(join(cache, 'used', name), schema);
    if (!used || used.folder === except) continue;
    const stands = await stat(join(root, used.folder, 'report.yaml')).catch(() => null);
    if (stands) for (const key of used.keys) keys.add(key);
  }
  return keys;
}
