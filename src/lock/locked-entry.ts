import type { StoredEntry } from '../run/store.ts';
import { listBeside } from './beside.ts';
import type { LockedResults } from './read-locks.ts';

/**
 * Locked results in the shape of an entry of the store. What the task wrote as a file is known by its digest only, unless
 * it is kept beside.
 */
export function toEntry({ locked, timed, results, folder }: LockedResults): StoredEntry {
  const { key, parts, job, engine, declaration } = locked;
  const beside = listBeside(results, declaration.results).map(({ name, sha256 }) => [name, sha256] as const);
  const files = Object.fromEntries(beside);
  const measured = timed?.run ? { run: timed.run } : {};
  const seconds = timed?.run?.seconds ?? 0;
  return { record: { version: 1, key, parts, job, engine, seconds, ...measured, files }, results, folder };
}
