import { join } from 'node:path';

import { stopOnDiagnostics } from '../base/diagnostic.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/lock.ts';
import type { RunMeasures } from '../base/results.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { findUnable, type JobState, standInOf } from '../run/examine-jobs.ts';
import type { KeyedJob } from '../run/job-key.ts';
import type { StoredEntry } from '../run/store.ts';

import { listBeside } from './beside.ts';
import { splitDurations, type DurationValues } from './durations.ts';
import { besideFile } from './lock-names.ts';
import type { LockedJob } from './locked-job.ts';
import type { LockReader } from './read-locks.ts';

/** What is to be locked of a job. */
export interface LockDraft {
  locked: LockedJob;
  /** Empty for most jobs. */
  durations: DurationValues;
  /** What the run took; null where that was not kept. */
  run: RunMeasures | null;
  /** Pictures and files kept beside: name in the folder of locked results -> absolute path in the store. */
  beside: ReadonlyMap<string, string>;
}

/**
 * The results in the store as they would be locked, in the order of the plan. Throws a ReportError that names the jobs
 * without any.
 */
export async function draftLocks(
  plan: Plan,
  states: ReadonlyMap<string, JobState>,
  { reader, named }: { reader: LockReader; named: string | null },
): Promise<LockDraft[]> {
  const unable = findUnable(plan, states);
  stopOnDiagnostics(unable);
  const missing = plan.jobs.filter(({ name }) => !isKnown(states.get(name)));
  stopOnDiagnostics(
    missing.map((job) => ({
      rule: 'result-is-stored',
      place: job.place,
      message: messages.resultIsNotStored(job.name, named),
    })),
  );
  const drafts: LockDraft[] = [];
  for (const job of plan.jobs) {
    const state = states.get(job.name);
    if (state?.keyed && state.entry) drafts.push(draftLock(job, state.keyed, state.entry));
    else drafts.push(...(await keepLock(job, reader)));
  }
  return drafts;
}

function isKnown(state: JobState | undefined): boolean {
  return state !== undefined && (state.entry !== null || standInOf(state) !== null);
}

/** What is locked of a job that cannot run here stays so. */
async function keepLock(job: Job, reader: LockReader): Promise<LockDraft[]> {
  const found = await reader.read(job.name);
  if (found === null || 'rule' in found) return [];
  const beside = listBeside(found.results, found.locked.declaration.results);
  return [
    {
      locked: found.locked,
      durations: found.timed?.durations ?? {},
      run: found.timed?.run ?? null,
      beside: new Map(beside.map(({ name }) => [name, join(found.folder, name)])),
    },
  ];
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
  const beside = listBeside(results, declaration.results).map(
    ({ name }) => [besideFile(job.name, name), join(folder, name)] as const,
  );
  return { locked, durations: split.durations, run: record.run ?? null, beside: new Map(beside) };
}
