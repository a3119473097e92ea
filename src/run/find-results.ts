import type { Job } from '../base/job.ts';
import { completeKey, findLackingFile, type KeyedJob } from './job-key.ts';
import type { FindStandIn, StandIn } from './stand-in.ts';
import type { StoredEntry } from './store.ts';

/** Why a job cannot run here, in a sentence that ends with the way out. */
export interface Hindrance {
  rule: string;
  message: string;
}

/** Where a job stands whose inputs are known. */
export interface JobResultsFound {
  /** Null where nothing is known of the engine that it would run on. */
  keyed: KeyedJob | null;
  /** Its results in the store. */
  entry: StoredEntry | null;
  /** Null where it can run here, or need not. */
  hindered: (Hindrance & { standIn: StandIn }) | null;
}

/** Where to look. */
export interface ResultReaders {
  /** The entry of the store under a key. */
  read: (key: string) => Promise<StoredEntry | null>;
  findStandIn: FindStandIn;
}

/** Why a job cannot run here; null where it can. */
export function findHindrance(keyed: KeyedJob): Hindrance | null {
  if (keyed.job.absent) return { rule: 'engine-is-at-hand', message: keyed.job.absent.message };
  const lacking = findLackingFile(keyed);
  return lacking === null ? null : { rule: 'input-is-at-hand', message: lacking };
}

/** Looks for a job's results; `upstream` holds those of the jobs that it takes from. Runs nothing. */
export async function findResults(
  job: Job,
  upstream: ReadonlyMap<string, StoredEntry>,
  { read, findStandIn }: ResultReaders,
): Promise<JobResultsFound> {
  const own = completeKey(job, upstream);
  // Without an engine the key is nobody's.
  const entry = job.absent ? null : await read(own.key);
  const hindrance = entry ? null : findHindrance(own);
  if (!hindrance) return { keyed: own, entry, hindered: null };
  const standIn = await findStandIn(job, upstream);
  const hindered = { ...hindrance, standIn };
  if (standIn.type === 'none') return { keyed: job.absent ? null : own, entry: null, hindered };
  // What it gave on another day is in the store.
  return { keyed: standIn.keyed, entry: await read(standIn.keyed.key), hindered };
}
