import { digestJson } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import type { ResultTree, ResultValue, StoredFile } from '../base/results.ts';

/** The result under a path; null where there is none. */
export function resultAt(results: ResultTree, path: readonly string[]): ResultValue | null {
  let value: ResultValue = results;
  for (const name of path) {
    if (!isTree(value) || !Object.hasOwn(value, name)) return null;
    const next: ResultValue | undefined = value[name];
    if (next === undefined) return null;
    value = next;
  }
  return value;
}

/** What stands in the key of whoever takes this result: the digest of its bytes, or of its JSON. */
export function digestResult(value: ResultValue): string {
  // A stored result was read from JSON; its types name the members that JSON leaves open.
  return isStoredFile(value) ? value.sha256 : digestJson(value as Json);
}

/** Whether a result is an image or a file, its bytes beside `result.json`. */
export function isStoredFile(value: ResultValue): value is StoredFile {
  return isTree(value) && 'stored' in value && typeof value['stored'] === 'string' && 'sha256' in value;
}

function isTree(value: ResultValue): value is ResultTree {
  return typeof value === 'object' && !Array.isArray(value);
}
