import type { Job } from '../base/job.ts';
import { changedSince } from '../plan/reasons.ts';
import type { JobState } from '../run/examine-jobs.ts';
import { compareResults } from './compare-results.ts';
import { splitDurations } from './durations.ts';
import type { LockReader } from './read-locks.ts';

/** How a job stands to its locked results. */
export interface LockState {
  /** `open`: the key is not known before other jobs ran. */
  locked: 'equal' | 'differs' | 'none' | 'damaged' | 'open';
  /** Parts of the key that are others than those locked, or names of results that differ under the same key. */
  reasons: readonly string[];
}

/** Compares a job, and its results where they are stored, with its locked ones; durations do not count. */
export async function compareWithLock(job: Job, state: JobState, locks: LockReader): Promise<LockState> {
  const found = await locks.read(job.name);
  if (found === null) return { locked: 'none', reasons: [] };
  if ('rule' in found) return { locked: 'damaged', reasons: [] };
  const standIn = state.hindered?.standIn;
  if (standIn?.type === 'none') return { locked: 'differs', reasons: standIn.reasons };
  if (!state.keyed) return { locked: 'open', reasons: [] };
  const parts = changedSince(found.locked.parts, state.keyed.parts);
  if (parts.length > 0) return { locked: 'differs', reasons: parts };
  if (!state.entry) return { locked: 'equal', reasons: [] };
  const { results } = splitDurations(state.entry.results, job.declaration.results);
  const reasons = compareResults(found.locked.results, results).map(({ path }) => path);
  return { locked: reasons.length > 0 ? 'differs' : 'equal', reasons };
}
