import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ReportError } from '../base/diagnostic.ts';
import * as messages from '../base/messages/lock.ts';
import { isSystemError } from '../base/system-error.ts';

/** Files to be put into the folder of locked results, in this order, and names of those to be taken away. */
export interface LockedFiles {
  write: ReadonlyMap<string, string | Uint8Array>;
  remove: readonly string[];
}

/**
 * Puts locked results in place: all is written beside first, then renamed, and what is gone is removed last. Whenever
 * that is interrupted, every file is whole. Throws a ReportError where the folder cannot be written.
 */
export async function writeLocks(folder: string, { write, remove }: LockedFiles): Promise<void> {
  const mark = `.${process.pid}.partial`;
  try {
    await mkdir(folder, { recursive: true });
    await sweep(folder);
    for (const [name, content] of write) await writeFile(join(folder, name + mark), content);
    for (const name of write.keys()) await rename(join(folder, name + mark), join(folder, name));
    for (const name of remove) await rm(join(folder, name), { force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    for (const name of write.keys())
      await rm(join(folder, name + mark), { force: true }).catch(() => undefined);
    throw new ReportError([
      { rule: 'lock-is-writable', message: messages.lockNotWritable(folder, error.message) },
    ]);
  }
}

/** What a killed process left half written. */
async function sweep(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.endsWith('.partial'));
  for (const name of left) await rm(join(folder, name), { force: true });
}
