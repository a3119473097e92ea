import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { digestBytes, digestJson } from '../../src/base/digest.ts';
import type { Json } from '../../src/base/json.ts';
import type { KeyParts } from '../../src/base/job.ts';
import { type LockedDurations, readDurationsFile, writeDurations } from '../../src/lock/durations-file.ts';
import { readPrint, writePrint } from '../../src/print/document-file.ts';
import { jobKey } from '../../src/plan/key.ts';

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
  const path = join(folder, 'results', besideName(folder, job, result));
  const bytes = change(new Uint8Array(readFileSync(path)));
  writeFileSync(path, bytes);
  forgeLock(folder, `${job}.json`, (results) => {
    const stored = results[result] as Record<string, Json>;
    results[result] = { ...stored, sha256: digestBytes(bytes), bytes: bytes.length };
  });
}

function besideName(folder: string, job: string, result: string): string {
  const lock = JSON.parse(readFileSync(join(folder, 'results', `${job}.json`), 'utf8')) as {
    results: Record<string, { name: string }>;
  };
  return `${job}.${lock.results[result]?.name ?? ''}`;
}

/** Edits what the key of a locked job was made of, key and digest included; its durations follow. */
export function forgeParts(folder: string, job: string, change: (parts: Record<string, Json>) => void): void {
  let key = '';
  forgeLock(folder, `${job}.json`, (_, content) => {
    const parts = content['parts'] as Record<string, Json>;
    change(parts);
    key = jobKey(parts as unknown as KeyParts);
    content['key'] = key;
  });
  forgeDurations(folder, job, (entry) => ({ ...entry, key }));
}

/** Edits the locked durations of a job, digest included. */
export function forgeDurations(
  folder: string,
  job: string,
  change: (entry: LockedDurations) => LockedDurations,
): void {
  const path = join(folder, 'results/durations.json');
  const file = readDurationsFile(readFileSync(path, 'utf8'));
  if (typeof file === 'string') throw new Error(file);
  const entry = file.get(job);
  if (!entry) throw new Error(`no durations of ${job}`);
  writeFileSync(path, writeDurations(new Map([...file, [job, change(entry)]])));
}

/** Edits texts of the locked print, digest included. */
export function forgePrint(folder: string, ...changes: readonly (readonly [RegExp, string])[]): void {
  const path = join(folder, 'results/document.json');
  const print = readPrint(readFileSync(path, 'utf8'));
  if (typeof print === 'string') throw new Error(print);
  const text = changes.reduce((all, [from, to]) => all.replace(from, to), JSON.stringify(print));
  writeFileSync(path, writePrint(JSON.parse(text) as typeof print));
}
