import type { Diagnostic } from '../base/diagnostic.ts';
import { digestBytes } from '../base/digest.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import * as messages from '../base/messages/lock.ts';
import type { ResultTree, StoredFile } from '../base/results.ts';
import { isStoredFile } from '../run/input-value.ts';

/**
 * What of a job's results is kept in git as a file of its own: its pictures, and the files whose declaration says so.
 * Of other files only the digest is locked.
 */
export function listBeside(results: ResultTree, specs: ResultSpecs): StoredFile[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    const value = results[name];
    if (value === undefined) return [];
    if (spec.kind === 'group') return listBeside(value as ResultTree, spec.results);
    return isKept(spec) && isStoredFile(value) ? [value] : [];
  });
}

function isKept(spec: ResultSpec): boolean {
  return spec.kind === 'image' || (spec.kind === 'file' && spec.locked === true);
}

/** One diagnostic for each such file of a job in `folder` (relative to the root) that is missing, or another than was locked. */
export async function checkBeside(
  job: string,
  kept: readonly StoredFile[],
  { files, folder, named }: { files: ProjectFiles; folder: string; named: string | null },
): Promise<Diagnostic[]> {
  const faults: Diagnostic[] = [];
  for (const { name, sha256 } of kept) {
    const file = `${folder}/${name}`;
    const content = await files.readBytes(file).catch(() => null);
    if (content && digestBytes(content) === sha256) continue;
    const message = messages.besideIsDamaged(job, content !== null, named);
    faults.push({ rule: 'lock-is-whole', place: { file, line: 1, column: 1 }, message });
  }
  return faults;
}
