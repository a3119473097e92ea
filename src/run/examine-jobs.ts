import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/run.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { completeKey, findLackingFile, type KeyedJob } from './job-key.ts';

import type { FindStandIn, StandIn } from './stand-in.ts';
import { entryFolder, readEntry, type StoredEntry } from './store.ts';

/** Where a job stands: its key and its results in the store, if any. */
export interface JobState {
  /** Null while a job it takes from must run first, and where nothing is known of the engine that it would run on. */
  keyed: KeyedJob | null;
  entry: StoredEntry | null;
  /** Of a job that cannot run here, once the results it takes are known; null of any other. */
  standIn: StandIn | null;
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
type Entries = Map<string, StoredEntry>;

/** Looks up every job of a plan without running any. */
export async function examineJobs({ jobs }: Jobs, places: ResultPlaces): Promise<Map<string, JobState>> {
  const states = new Map<string, JobState>();
  const entries: Entries = new Map();
  // Every job stands behind those it takes from.
  for (const job of jobs) {
    const upstream = Object.values(job.inputs).map((input) => input.job);
    const waitsFor = upstream.filter((name) => !entries.has(name));
    if (waitsFor.length > 0) {
      states.set(job.name, { keyed: null, entry: null, standIn: null, waitsFor });
      continue;
    }
    const standIn = job.absent && (await places.findStandIn(job, entries));
    const keyed = standIn ? keyedBy(standIn) : completeKey(job, entries);
    const entry = keyed && (await readEntry(entryFolder(places.cache, keyed.key), keyed.key));
    const known = entry ?? (standIn?.type === 'found' ? standIn.entry : null);
    if (known) entries.set(job.name, known);
    states.set(job.name, { keyed, entry, standIn, waitsFor });
  }
  return states;
}

function keyedBy(standIn: StandIn): KeyedJob | null {
  return standIn.type === 'found' ? standIn.keyed : null;
}

/** What a build would say of the jobs that neither run here nor have locked results in their place. */
export function findUnable({ jobs }: Jobs, states: ReadonlyMap<string, JobState>): Diagnostic[] {
  return jobs.flatMap((job): Diagnostic[] => {
    const state = states.get(job.name);
    if (job.absent && state?.standIn?.type === 'none') {
      const message = messages.jobFailed(job.name, job.absent.message);
      return [{ rule: 'engine-is-at-hand', place: job.place, message, details: state.standIn.details }];
    }
    const lacking = state?.keyed && !state.entry && !job.absent ? findLackingFile(state.keyed) : null;
    if (lacking === null) return [];
    return [{ rule: 'input-is-at-hand', place: job.place, message: messages.jobFailed(job.name, lacking) }];
  });
}
