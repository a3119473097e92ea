import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

import { digestBytes } from '../base/digest.ts';
import { identityOf } from '../base/file-identity.ts';
import { ownMark } from './is-alive.ts';

/** From this size on, in bytes, a file of the store is hashed once; after that its inode, size and times tell that it is the same. */
const LARGE = 1 << 20;
const CHUNK = 1 << 22;

/**
 * Whether a file is there with the content of a digest. What was found of a large one is noted in the cache with
 * the file's identity, as for data files: reading and hashing 135 MB of windows takes longer than all other entries together.
 */
export function isWhole(cache: string, path: string, sha256: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (stats.size < LARGE) return digestOf(descriptor) === sha256;
    const note = join(cache, 'whole', digestBytes(path));
    const found = `${identityOf(stats)} ${sha256}`;
    if (readNote(note) === found) return true;
    const whole = digestOf(descriptor) === sha256;
    if (whole) writeNote(note, found);
    return whole;
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}

function digestOf(descriptor: number): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk))
    hash.update(chunk.subarray(0, read));
  return hash.digest('hex');
}

function readNote(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** A note that cannot be kept costs the next build some hashing, not this one its result. */
function writeNote(path: string, found: string): void {
  const partial = `${path}.${ownMark()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, found);
    renameSync(partial, path);
  } catch {
    // As above.
  }
}
