import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';

import * as messages from '../base/messages/fetch.ts';
import type { Measures } from '../plan/fetch-record.ts';
import { DiskFault } from './watcher.ts';

/** Throws a DiskFault where the disk of a folder has no room for so many bytes. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new DiskFault(messages.noSpace(folder, bytes, bavail * bsize));
}

/** Length of a file; null where there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Length and digest of a file. */
export async function measureFile(path: string, signal: AbortSignal): Promise<Measures> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
