import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { folderOfDataset } from '../base/dataset.ts';
import type { ReportConfig } from '../base/report.ts';
import { readJsonFile, writeFileAtomically } from '../plan/cache-files.ts';

const schema = z.object({
  folder: z.string(),
  dataset: z.string().nullish(),
  keys: z.array(z.string()),
});

/** What a build was of: a report's folder, relative to the root, and the data set where it is not the default one. */
export interface UsedBy {
  folder: string;
  dataset: string | null;
}

/** Who uses what a build of a report needs. */
export function usedBy({ folder, dataset }: Pick<ReportConfig, 'folder' | 'dataset'>): UsedBy {
  return { folder, dataset: folderOfDataset(dataset) };
}

/**
 * Notes which entries of the store a report's last build was made of, in the place of or (`add`) beside those noted
 * before: several reports may share one cache.
 */
export async function recordUsedKeys(
  cache: string,
  { folder, dataset }: UsedBy,
  keys: Iterable<string>,
  { add } = { add: false },
): Promise<void> {
  const path = join(
    cache,
    'used',
    `${[folder, ...(dataset === null ? [] : [dataset])].map(encodeURIComponent).join('@')}.json`,
  );
  const before = add ? ((await readJsonFile(path, schema))?.keys ?? []) : [];
  const text = JSON.stringify({ folder, dataset, keys: [...new Set([...before, ...keys])].sort() });
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  // Costs a clean its caution, not the build its result.
  await writeFileAtomically(path, text).catch(() => undefined);
}

/** The keys that reports under `root` were last built of, those of `except` left out; a report that is gone needs none. */
export async function readUsedKeys(cache: string, root: string, except: UsedBy): Promise<Set<string>> {
  const keys = new Set<string>();
  for (const name of await readdir(join(cache, 'used')).catch((): string[] => [])) {
    const used = await readJsonFile(join(cache, 'used', name), schema);
    if (!used || (used.folder === except.folder && (used.dataset ?? null) === except.dataset)) continue;
    const stands = await stat(join(root, used.folder, 'report.yaml')).catch(() => null);
    if (stands) for (const key of used.keys) keys.add(key);
  }
  return keys;
}
