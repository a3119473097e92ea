import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/run.ts';
import type { JobResults } from '../base/results.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { findResults, type JobResultsFound } from './find-results.ts';
import { describeResults } from './job-results.ts';
import type { FindStandIn } from './stand-in.ts';
import { readEntry, type StoredEntry } from './store.ts';

/** Where a job stands: its key and its results, as far as they are known without running anything. */
export interface JobState extends JobResultsFound {
  /** Jobs whose results are needed for the key, and are not known. */
  waitsFor: readonly string[];
}

/** Where results are looked for. */
export interface ResultPlaces {
  /** Absolute `ROOT/.cache`. */
  cache: string;
  findStandIn: FindStandIn;
}

type Jobs = Pick<Plan, 'jobs'>;

/** Looks up every job of a plan without running any. */
export async function examineJobs(
  { jobs }: Jobs,
  { cache, findStandIn }: ResultPlaces,
): Promise<Map<string, JobState>> {
  const read = (key: string): Promise<StoredEntry | null> => readEntry(cache, key);
  const states = new Map<string, JobState>();
  const entries = new Map<string, StoredEntry>();
  // Every job stands behind those it takes from.
  for (const job of jobs) {
    const upstream = new Set(Object.values(job.inputs).map((input) => input.job));
    const waitsFor = [...upstream].filter((name) => !entries.has(name));
    if (waitsFor.length > 0) {
      states.set(job.name, { keyed: null, entry: null, hindered: null, waitsFor });
      continue;
    }
    const state = { ...(await findResults(job, entries, { read, findStandIn })), waitsFor };
    const known = state.entry ?? standInOf(state)?.entry;
    if (known) entries.set(job.name, known);
    states.set(job.name, state);
  }
  return states;
}

/** The locked results that are shown of a job that cannot run here; null where there are none, or none are needed. */
export function standInOf({ entry, hindered }: JobState): { entry: StoredEntry } | null {
  return !entry && hindered?.standIn.type === 'found' ? hindered.standIn : null;
}

/** What a document is filled from: what is in the store, and locked results of jobs that cannot run here. */
export function resultsKnown({ jobs }: Jobs, states: ReadonlyMap<string, JobState>): JobResults[] {
  return jobs.flatMap((job) => {
    const state = states.get(job.name);
    const entry = state?.entry ?? (state ? standInOf(state)?.entry : null);
    return entry ? [describeResults(job, entry, !state?.entry)] : [];
  });
}

/** What a build would say of the jobs that neither run here nor have locked results in their place. */
export function findUnable({ jobs }: Jobs, states: ReadonlyMap<string, JobState>): Diagnostic[] {
  return jobs.flatMap((job): Diagnostic[] => {
    const hindered = states.get(job.name)?.hindered;
    if (hindered?.standIn.type !== 'none') return [];
    const message = messages.jobFailed(job.name, hindered.message);
    return [{ rule: hindered.rule, place: job.place, message, details: hindered.standIn.details }];
  });
}
