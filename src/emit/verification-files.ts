import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The forms of a record, by their files in the output folder. */
export const recordFiles = {
  page: 'verification.html',
  markdown: 'verification.md',
  json: 'verification.json',
  schema: 'verification.schema.json',
} as const;

/** Takes a record away that speaks of another document, or of other sources; what cannot be removed stays. */
export async function removeRecords(folder: string): Promise<void> {
  const files = Object.values(recordFiles);
  await Promise.all(files.map((file) => rm(join(folder, file), { force: true }).catch(() => undefined)));
}
