import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';

import { stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/run.ts';
import type { JobResults } from '../base/results.ts';
import { addDurations, type JobDuration } from '../plan/durations.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { describeResults } from './job-results.ts';
import { sweepClaims } from './claim.ts';
import { createIdleWorkers } from './idle-workers.ts';
import { createLeash } from './leash.ts';
import { createNeighbours } from './neighbours.ts';
import { freeMemory } from './free-memory.ts';
import { sweepCheckpoints } from './prune-checkpoints.ts';
import { runJob, type JobTools, type Outcome } from './run-job.ts';
import { createSlots } from './slots.ts';
import { findNoStandIn, type FindStandIn } from './stand-in.ts';
import { sweepStaging } from './store.ts';
import type { RunWatcher } from './watcher.ts';

/** What running needs beside the plan. */
export interface RunTools {
  /** Absolute folder whose `node_modules` hold the generator's packages. */
  packages: string;
  /** Folder with the built `worker.cjs`. */
  program: string;
  /** Absolute `ROOT/.cache` of the report. */
  cache: string;
  /** Worker processes at once; null for as many as cores. */
  jobs: number | null;
  /** Memory for all workers together; what the machine has to spare without it. */
  megabytes?: number;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  watcher: RunWatcher;
  /** Told of every entry of the store that is about to be looked for. */
  use?: (key: string) => void;
  /** Whether one process may run several small jobs of a task; what a job took is then also what those before it left. */
  share?: boolean;
  /** Show the stack of a task that threw. */
  debug?: boolean;
  /** Finds what is shown of jobs that cannot run here; nothing without it. */
  findStandIn?: FindStandIn;
}

/** What was done. */
export interface RunAccount {
  /** In the order of the plan. */
  results: readonly JobResults[];
  /** Names of the jobs that ran, and of those whose results were in the store. */
  ran: readonly string[];
  stored: readonly string[];
  /** Of those whose results are the locked ones, and were not computed here. */
  locked: readonly string[];
  seconds: number;
}

/** The user stopped the build: no fault of anybody's, exit code 130. */
export class BuildInterrupted extends Error {
  constructor() {
    super(messages.interrupted());
    this.name = 'BuildInterrupted';
  }
}

/** Throws BuildInterrupted where the user has asked to stop. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new BuildInterrupted();
}

/**
 * Gets every job's results, from the store or by running it. One job's failure leaves the others running and their
 * results kept; then a ReportError names all that failed. Throws BuildInterrupted when the signal is aborted, WorkerFault when workers do
 * not start.
 */
export async function runJobs(plan: Plan, tools: RunTools): Promise<RunAccount> {
  const started = performance.now();
  const leash = createLeash();
  const idle = tools.share ? createIdleWorkers() : null;
  const outcomes = await settleAll(plan, { ...tools, leash, idle }).finally(async () => {
    tools.watcher.ended();
    await idle?.end();
    await leash.end();
  });
  await recordDurations(plan, outcomes, tools.cache);
  stopIfInterrupted(tools.signal);
  stopOnDiagnostics(faultsOf(plan, outcomes, tools.debug ?? false));
  const settled = plan.jobs.flatMap((job) => {
    const outcome = outcomes.get(job.name);
    return outcome?.type === 'done' ? [{ job, outcome }] : [];
  });
  const namesOf = (from: 'run' | 'store' | 'lock'): string[] =>
    settled.filter(({ outcome }) => outcome.from === from).map(({ job }) => job.name);
  return {
    results: settled.map(({ job, outcome }) => describeResults(job, outcome.entry, outcome.from === 'lock')),
    ran: namesOf('run'),
    stored: namesOf('store'),
    locked: namesOf('lock'),
    seconds: (performance.now() - started) / 1000,
  };
}

/** One outcome a job: a job starts when those it takes from are done, and the slots allow. */
async function settleAll(
  plan: Plan,
  tools: RunTools & Pick<JobTools, 'leash' | 'idle'>,
): Promise<Map<string, Outcome>> {
  await sweepStaging(tools.cache);
  sweepClaims(tools.cache);
  await sweepCheckpoints(tools.cache);
  const running = new Map<string, Promise<Outcome>>();
  const jobTools: JobTools = {
    ...tools,
    findStandIn: tools.findStandIn ?? findNoStandIn,
    durations: plan.durations,
    neighbours: createNeighbours(),
    slots: createSlots({
      slots: tools.jobs ?? availableParallelism(),
      megabytes: tools.megabytes ?? freeMemory(),
    }),
    byKey: new Map(),
  };
  // Every job stands behind those it takes from, so their promises are there.
  for (const job of plan.jobs) {
    running.set(
      job.name,
      settle(job, running).then((upstream) => runJob(job, upstream, jobTools)),
    );
  }
  // A fault of the program is thrown when no job is under way any more.
  await Promise.allSettled(running.values());
  const outcomes = new Map<string, Outcome>();
  for (const [name, outcome] of running) outcomes.set(name, await outcome);
  return outcomes;
}

async function settle(
  job: Job,
  running: ReadonlyMap<string, Promise<Outcome>>,
): Promise<ReadonlyMap<string, Outcome>> {
  const upstream = new Map<string, Outcome>();
  for (const input of Object.values(job.inputs)) {
    const outcome = await running.get(input.job);
    if (outcome) upstream.set(input.job, outcome);
  }
  return upstream;
}

async function recordDurations(
  plan: Plan,
  outcomes: ReadonlyMap<string, Outcome>,
  cache: string,
): Promise<void> {
  const measured = new Map<string, JobDuration>();
  for (const job of plan.jobs) {
    const outcome = outcomes.get(job.name);
    if (outcome?.type !== 'done' || outcome.from !== 'run') continue;
    const { seconds, run } = outcome.entry.record;
    measured.set(job.name, { task: job.bundle.task, seconds, ...(run ? { memory: run.memory } : {}) });
  }
  // Only the order of the next run's work depends on it.
  if (measured.size > 0) await addDurations(cache, measured).catch(() => undefined);
}

function faultsOf(plan: Plan, outcomes: ReadonlyMap<string, Outcome>, debug: boolean): Diagnostic[] {
  return plan.jobs.flatMap((job): Diagnostic[] => {
    const outcome = outcomes.get(job.name);
    if (outcome?.type === 'not-run') {
      return [
        { rule: 'job-succeeds', place: job.place, message: messages.jobNotRun(job.name, outcome.upstream) },
      ];
    }
    if (outcome?.type !== 'failed') return [];
    const { rule, message, details, stack } = outcome.failure;
    const shown = debug && stack !== null ? [...details, ...stack.split('\n')] : details;
    return [{ rule, place: job.place, message: messages.jobFailed(job.name, message), details: shown }];
  });
}
