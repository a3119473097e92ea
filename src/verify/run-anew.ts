import { performance } from 'node:perf_hooks';

import { type Diagnostic, ReportError } from '../base/diagnostic.ts';
import type { JobResults } from '../base/results.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { examineJobs } from '../run/examine-jobs.ts';
import { describeResults } from '../run/job-results.ts';
import { BuildInterrupted, runJobs, type RunTools } from '../run/run-jobs.ts';
import { findNoStandIn } from '../run/stand-in.ts';

/** What came of running jobs in a cache of their own. */
export interface RanAnew {
  /** By job: what was computed here; jobs that failed, or cannot run here, are not among them. */
  results: ReadonlyMap<string, JobResults>;
  /** By job: locked results shown of those that cannot run here. */
  standIns: ReadonlyMap<string, JobResults>;
  /** Of the jobs that failed. */
  faults: readonly Diagnostic[];
  interrupted: boolean;
  /** How long it took, by the clock. */
  seconds: number;
}

/** Runs jobs and gives what they came to, also where some fail or the user stops them. */
export async function runAnew(plan: Plan, tools: RunTools): Promise<RanAnew> {
  const started = performance.now();
  const ran = await runOrRead(plan, tools);
  return { ...ran, seconds: (performance.now() - started) / 1000 };
}

async function runOrRead(plan: Plan, tools: RunTools): Promise<Omit<RanAnew, 'seconds'>> {
  try {
    const { results } = await runJobs(plan, tools);
    const [standIns, ran] = [
      results.filter(({ standIn }) => standIn),
      results.filter(({ standIn }) => !standIn),
    ];
    return { results: byJob(ran), standIns: byJob(standIns), faults: [], interrupted: false };
  } catch (error) {
    const interrupted = error instanceof BuildInterrupted;
    if (!interrupted && !(error instanceof ReportError)) throw error;
    const results = await readFinished(plan, tools.cache);
    return { results, standIns: new Map(), faults: interrupted ? [] : error.diagnostics, interrupted };
  }
}

/** What the jobs that were through left in the cache. */
async function readFinished(plan: Plan, cache: string): Promise<Map<string, JobResults>> {
  const states = await examineJobs(plan, { cache, findStandIn: findNoStandIn });
  const results = new Map<string, JobResults>();
  for (const job of plan.jobs) {
    const entry = states.get(job.name)?.entry;
    if (entry) results.set(job.name, describeResults(job, entry));
  }
  return results;
}

function byJob(results: readonly JobResults[]): Map<string, JobResults> {
  return new Map(results.map((each) => [each.job, each]));
}
