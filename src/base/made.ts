import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { digestBytes, digestJson } from './digest.ts';
import type { Made } from './effects.ts';
import type { Json } from './json.ts';

/**
 * Keeps made things in a folder, one file each: `KIND/DIGEST`. A file carries the digest of its own content, so one
 * that was cut off or altered is made anew. `maker` names the state of the program that makes them: another program may
 * make another thing of the same parts. The folder is a cache: it can be removed at any time.
 */
export function createMade(folder: string, maker: string): Made {
  const bytes: Made['bytes'] = async (kind, parts, produce) => {
    const path = join(folder, kind, digestJson([maker, parts]));
    const kept = await readKept(path);
    if (kept) return kept;
    const content = await produce();
    await keepFile(path, content);
    return content;
  };
  const text: Made['text'] = async (kind, parts, produce) => {
    const content = await bytes(kind, parts, async () => Buffer.from(await produce()));
    return Buffer.from(content).toString('utf8');
  };
  return { bytes, text };
}

/** Keeps nothing: for tests, and where no cache folder can be written. */
export function makeAnew(): Made {
  return {
    text: async (_kind: string, _parts: Json, produce) => produce(),
    bytes: async (_kind: string, _parts: Json, produce) => produce(),
  };
}

const digestLength = 64;

/** Bytes that `keepFile` wrote; null where there are none, or others. */
export async function readKept(path: string): Promise<Uint8Array | null> {
  const file = await readFile(path).catch(() => null);
  if (!file || file.length < digestLength) return null;
  const content = file.subarray(digestLength);
  return file.toString('latin1', 0, digestLength) === digestBytes(content) ? content : null;
}

/** Writes bytes behind their digest, beside and renamed; where that cannot be, they are not kept. */
export async function keepFile(path: string, content: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, Buffer.concat([Buffer.from(digestBytes(content), 'latin1'), content]));
    await rename(beside, path);
  } catch {
    // A full or read-only disk costs the cache, not the build: what was made is in memory.
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
