import { addOnce, type Diagnostic } from '../base/diagnostic.ts';
import { canonicalJson } from '../base/json.ts';
import type { JobResults } from '../base/results.ts';
import { compareResults } from './compare-results.ts';
import { joinDurations, splitDurations } from './durations.ts';
import type { LockReader, LockedResults } from './read-locks.ts';

/** How the results of a build stand to the locked ones, durations aside. */
export interface ComparedJobs {
  /** Jobs whose results and parameters are those locked. */
  equal: ReadonlySet<string>;
  /** Jobs without locked results that could be read. */
  unlocked: ReadonlySet<string>;
  /** What of the locked files cannot be read. */
  damaged: readonly Diagnostic[];
  /** The same jobs with what is locked of them, and the durations of this build. */
  locked: readonly JobResults[];
}

/** Compares every job of a build with its locked results; null where nothing is locked at all. */
export async function compareJobs(
  jobs: readonly JobResults[],
  locks: LockReader,
): Promise<ComparedJobs | null> {
  if (!(await locks.list()).some((name) => name.endsWith('.json'))) return null;
  const equal = new Set<string>();
  const unlocked = new Set<string>();
  const locked: JobResults[] = [];
  const damaged: Diagnostic[] = [];
  for (const job of jobs) {
    const found = await locks.read(job.job);
    if (found === null || 'rule' in found) {
      unlocked.add(job.job);
      locked.push(job);
      if (found) addOnce(damaged, found);
      continue;
    }
    if (isEqual(job, found)) equal.add(job.job);
    locked.push(asLocked(job, found));
  }
  return { equal, unlocked, damaged, locked };
}

function isEqual({ results, specs, given }: JobResults, { locked }: LockedResults): boolean {
  const { parameters } = locked.parts;
  if (canonicalJson({ ...given }) !== canonicalJson(parameters)) return false;
  return compareResults(locked.results, splitDurations(results, specs).results).length === 0;
}

function asLocked(job: JobResults, { locked, results, folder }: LockedResults): JobResults {
  const specs = locked.declaration.results;
  const { durations } = splitDurations(job.results, job.specs);
  // The results as read name their files as they lie in the folder of the lock.
  const joined = joinDurations(splitDurations(results, specs).results, durations, specs) ?? results;
  return { ...job, given: locked.parts.parameters, specs, results: joined, folder };
}
