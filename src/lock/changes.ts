import { canonicalJson, type Json } from '../base/json.ts';
import { changedParts, type ChangedPart } from '../run/changed-parts.ts';
import { compareResults, type Difference } from './compare-results.ts';
import type { LockDraft } from './draft-locks.ts';
import { describeMachine, type DurationsFile, type LockedDurations } from './durations-file.ts';
import { lockFile, spreadFile } from './lock-names.ts';
import { readLockedJob, writeLockedJob, type LockedJob } from './locked-job.ts';

/** What locking would change of one job's file. */
export type LockChange =
  | { type: 'new'; job: string; results: number }
  | { type: 'damaged'; job: string; reason: string }
  | { type: 'changed'; job: string; parts: readonly ChangedPart[]; differences: readonly Difference[] };

/** A file to be written, and what that changes. */
export interface LockUpdate {
  name: string;
  text: string;
  change: LockChange;
}

/** The update of a job's file, `text` being what stands there now; null where it is as it should be. */
export function updateLock({ locked }: LockDraft, text: string | null): LockUpdate | null {
  const wanted = writeLockedJob(locked);
  if (text !== null && unifyLines(text) === wanted) return null;
  return { name: lockFile(locked.job), text: wanted, change: describeChange(locked, text) };
}

function describeChange(locked: LockedJob, text: string | null): LockChange {
  const { job } = locked;
  if (text === null) return { type: 'new', job, results: Object.keys(locked.results).length };
  const old = readLockedJob(text, job);
  if (typeof old === 'string') return { type: 'damaged', job, reason: old };
  return {
    type: 'changed',
    job,
    parts: changedParts(old.parts, locked.parts),
    differences: compareResults(old.results, locked.results),
  };
}

/** Git may have given the file the line ends of the system. */
export function unifyLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * The durations to be locked, and the jobs whose are others than those locked. The machine is recorded for these, and for jobs
 * that are locked anew: it is what other bits are put down to.
 */
export function updateDurations(
  drafts: readonly LockDraft[],
  old: DurationsFile,
  remade: ReadonlySet<string>,
): { file: DurationsFile; measured: readonly string[] } {
  const timed = drafts.filter(({ durations, run }) => run !== null || Object.keys(durations).length > 0);
  const measured: string[] = [];
  const entries = timed.map(({ locked: { job, key }, durations, run }): [string, LockedDurations] => {
    const known = old.get(job);
    // That the same results took another while is no reason to change what stands in git.
    const hasRun = run === null || known?.run !== undefined;
    if (known?.key === key && !remade.has(job) && hasRun && isSame(known.durations, durations))
      return [job, known];
    measured.push(job);
    return [job, { key, machine: describeMachine(), durations, ...(run ? { run } : {}) }];
  });
  return { file: new Map(entries), measured };
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** A file in the folder of locked results, with its text where it is JSON. */
export interface FoundFile {
  name: string;
  text: string | null;
}

/**
 * Names of the files of jobs, or of what is kept beside them, that nothing accounts for any more; `wanted` are the names that
 * stay. Whatever else an author keeps in the folder stays too.
 */
export function findLeftOver(found: readonly FoundFile[], wanted: ReadonlySet<string>): string[] {
  const locks = found.filter((file) => wanted.has(file.name) || isLock(file));
  const stems = locks.map(({ name }) => name.replace(/json$/, ''));
  const left = found.filter((file) => {
    const { name, text } = file;
    if (wanted.has(name)) return false;
    if (text !== null) return isLock(file);
    return /\.(png|bin)$/.test(name) && stems.some((stem) => name.startsWith(stem));
  });
  return left.map(({ name }) => name);
}

/** What was measured of the spread has keys and digests too, and stays whatever is locked. */
function isLock({ name, text }: FoundFile): boolean {
  return name !== spreadFile && text !== null && looksLocked(text);
}

/** Whether a text looks like the locked results of a job, also where it was damaged. */
export function looksLocked(text: string): boolean {
  return text.includes('"digest":') && text.includes('"key":');
}
