import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { digestBytes, digestJson } from '../../src/base/digest.ts';
import type { Json } from '../../src/base/json.ts';

/** Edits a locked file as a forger would, digest included. */
export function forgeLock(
  folder: string,
  name: string,
  change: (results: Record<string, Json>, content: Record<string, Json>) => void,
): void {
  const path = join(folder, 'results', name);
  const text = readFileSync(path, 'utf8');
  const { version, job, digest: _, ...content } = JSON.parse(text) as { [name: string]: Json };
  change(content['results'] as Record<string, Json>, content);
  const digest = digestJson({ job: job ?? null, ...content });
  writeFileSync(path, JSON.stringify({ version, job, digest, ...content }));
}

/** Edits a file beside the locked results and, as a forger would, the digest that its job's file has of it. */
export function forgeBeside(
  folder: string,
  { job, result }: { job: string; result: string },
  change: (bytes: Uint8Array) => Uint8Array,
): void {
  const path = join(folder, 'results', `${job}.${result}.bin`);
  const bytes = change(new Uint8Array(readFileSync(path)));
  writeFileSync(path, bytes);
  forgeLock(folder, `${job}.json`, (results) => {
    const stored = results[result] as Record<string, Json>;
    results[result] = { ...stored, sha256: digestBytes(bytes), bytes: bytes.length };
  });
}
