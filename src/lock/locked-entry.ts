import type { StoredEntry } from '../run/store.ts';
import type { LockedResults } from './read-locks.ts';

/** Locked results in the shape of an entry of the store. What the task wrote as a file is known by its digest only. */
export function toEntry({ locked, results, folder }: LockedResults): StoredEntry {
  const { key, parts, job, engine } = locked;
  return { record: { version: 1, key, parts, job, engine, seconds: 0, files: {} }, results, folder };
}
