import { join } from 'node:path';

import { stopOnDiagnostics } from '../base/diagnostic.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/lock.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import type { KeyedJob } from '../run/job-key.ts';
import type { StoredEntry } from '../run/store.ts';
import type { JobState } from '../run/why.ts';
import { splitDurations, type DurationValues } from './durations.ts';
import { pictureFile } from './lock-names.ts';
import type { LockedJob } from './locked-job.ts';
import { listFiles } from './read-locks.ts';

/** What is to be locked of a job. */
export interface LockDraft {
  locked: LockedJob;
  /** Empty for most jobs. */
  durations: DurationValues;
  /** Name in the folder of locked results -> absolute path in the store. */
  pictures: ReadonlyMap<string, string>;
}

/**
 * The results in the store as they would be locked, in the order of the plan. Throws a ReportError that names the jobs
 * without any.
 */
export function draftLocks(
  plan: Plan,
  states: ReadonlyMap<string, JobState>,
  named: string | null,
): LockDraft[] {
  const missing = plan.jobs.filter((job) => !states.get(job.name)?.entry);
  stopOnDiagnostics(
    missing.map((job) => ({
      rule: 'result-is-stored',
      place: job.place,
      message: messages.resultIsNotStored(job.name, named),
    })),
  );
  return plan.jobs.flatMap((job) => {
    const state = states.get(job.name);
    return state?.keyed && state.entry ? [draftLock(job, state.keyed, state.entry)] : [];
  });
}

function draftLock(job: Job, { key, parts }: KeyedJob, { record, results, folder }: StoredEntry): LockDraft {
  const { declaration } = job;
  const split = splitDurations(results, declaration.results);
  const locked: LockedJob = {
    job: job.name,
    task: job.bundle.task,
    key,
    parts,
    written: job.written,
    engine: record.engine,
    declaration: { ...declaration, parameters: null },
    results: split.results,
  };
  const pictures = listFiles(results)
    .filter(({ stored }) => stored === 'image')
    .map(({ name }) => [pictureFile(job.name, name), join(folder, name)] as const);
  return { locked, durations: split.durations, pictures: new Map(pictures) };
}
