import type { Job } from '../base/job.ts';
import type { JobResults } from '../base/results.ts';
import type { Outcome, VerifiedResult } from '../base/verification.ts';
import type { LockedResults } from '../lock/read-locks.ts';
import { describeMachines } from './machine-facts.ts';
import type { VerifiedJob } from './verification.ts';

/** What of a job is held against what. */
export interface JobSides {
  job: Job;
  locked: LockedResults | undefined;
  /** What was computed here; undefined where it was not. */
  now: JobResults | undefined;
  results: readonly VerifiedResult[];
}

/** The record of one job. */
export function describeJob({ job, locked, now, results }: JobSides): VerifiedJob {
  return {
    name: job.name,
    title: job.declaration.title,
    place: job.place,
    outcome: results.length > 0 ? worstOf(results.map(({ outcome }) => outcome)) : 'unchecked',
    seconds: now?.measures?.seconds ?? null,
    results,
    machine: describeMachines(job, locked, now),
  };
}

const order: readonly Outcome[] = ['exact', 'machine', 'tolerance', 'unchecked', 'different'];

function worstOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), 'exact');
}
