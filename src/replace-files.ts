import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts texts in the place of files of an author's: all are written beside first, then renamed, so that a full disk or a
 * kill leaves each file as it was or as it is to be. A link stays one, and a file keeps who may read it.
 */
export async function replaceFiles(root: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const written: { beside: string; file: string }[] = [];
  try {
    for (const [path, text] of texts) {
      const file = await realpath(join(root, path));
      const beside = `${file}.${process.pid}.next`;
      written.push({ beside, file });
      const { mode } = await stat(file);
      await writeFile(beside, text, { mode, flag: 'wx' });
    }
    for (const { beside, file } of written) await rename(beside, file);
  } finally {
    for (const { beside } of written) await rm(beside, { force: true });
  }
}
