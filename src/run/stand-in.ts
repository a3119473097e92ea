import type { Job } from '../base/job.ts';
import type { Reason } from '../plan/reasons.ts';
import type { KeyedJob } from './job-key.ts';
import type { StoredEntry } from './store.ts';

/** What is shown of a job that cannot run here: its locked results, where they are those of the job as it is now. */
export type StandIn =
  /** `keyed`: the job as if its engine were the one that made these results. */
  | { type: 'found'; keyed: KeyedJob; entry: StoredEntry }
  /** `reasons`: parts of the key that are others than those locked; `details`: why there are none that fit, in lines. */
  | { type: 'none'; reasons: readonly Reason[]; details: readonly string[] };

/** Looks for it; `upstream` holds the results of the jobs that the job takes from. */
export type FindStandIn = (job: Job, upstream: ReadonlyMap<string, StoredEntry>) => Promise<StandIn>;

/** Where nothing is locked that could stand in, as for weights that are trained by themselves. */
export const findNoStandIn: FindStandIn = () => Promise.resolve({ type: 'none', reasons: [], details: [] });
