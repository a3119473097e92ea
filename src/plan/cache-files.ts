import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { z } from 'zod';

/** A JSON file of the cache, or null where there is none or where it is not what it should be: a cache may be damaged. */
export function readJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  return Promise.resolve(readJsonNow(path, schema));
}

/** Small files by the thousand: at once, each takes a tenth of the time that it takes in turns with other work. */
function readJsonNow<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Writes beside, then renames: whoever reads finds the old content or the new, never half of it. */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}.partial`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
