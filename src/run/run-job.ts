import { rm } from 'node:fs/promises';

import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/run.ts';
import { expectedMemory, expectedSeconds, type Durations } from '../plan/durations.ts';
import { reasonsToRun } from '../plan/reasons.ts';
import { claimKey } from './claim.ts';
import type { IdleWorkers } from './idle-workers.ts';
import { findHindrance, findResults, type Hindrance } from './find-results.ts';
import { completeKey, type KeyedJob } from './job-key.ts';
import type { Leash } from './leash.ts';
import { readLastRun, recordLastRun } from './last-run.ts';
import { mayShare } from './may-share.ts';
import { runWorker } from './run-worker.ts';
import { removeCheckpoint } from './prune-checkpoints.ts';
import type { Neighbours } from './neighbours.ts';
import type { Slots } from './slots.ts';
import { addMeasures, commitEntry, createStaging, readEntry, type StoredEntry } from './store.ts';
import { isSystemError } from '../base/system-error.ts';
import type { FindStandIn } from './stand-in.ts';
import type { RunWatcher } from './watcher.ts';
import type { WorkerAnswer, WorkerFailure, WorkerOrder } from './worker-protocol.ts';

/** How a job ended. */
export type Outcome =
  | { type: 'done'; entry: StoredEntry; from: 'run' | 'store' | 'lock' }
  | { type: 'failed'; failure: WorkerFailure }
  | { type: 'not-run'; upstream: string };

/** What settling a job needs. */
export interface JobTools {
  packages: string;
  program: string;
  cache: string;
  signal: AbortSignal;
  watcher: RunWatcher;
  /** Told of every entry of the store that is about to be looked for. */
  use?: (key: string) => void;
  durations: Durations;
  slots: Slots;
  neighbours: Neighbours;
  leash: Leash;
  /** Where workers wait that may run several jobs, one after another; null where each job has a process of its own. */
  idle: IdleWorkers | null;
  /** For jobs that cannot run here. */
  findStandIn: FindStandIn;
  /** Outcomes under way by key: two jobs with one key run once. */
  byKey: Map<string, Promise<Outcome>>;
}

/** Gives a job's results from the store, or runs it when a slot is free. `upstream`: how the jobs it takes from ended. */
export async function runJob(
  job: Job,
  upstream: ReadonlyMap<string, Outcome>,
  tools: JobTools,
): Promise<Outcome> {
  const entries = new Map<string, StoredEntry>();
  for (const [name, outcome] of upstream) {
    if (outcome.type !== 'done') return { type: 'not-run', upstream: name };
    entries.set(name, outcome.entry);
  }
  const keyed = completeKey(job, entries);
  const hindrance = findHindrance(keyed);
  if (hindrance) return doWithout(job, { hindrance, entries }, tools);
  tools.use?.(keyed.key);
  const shared = tools.byKey.get(keyed.key);
  const outcome = shared ?? findOrRun(keyed, tools);
  tools.byKey.set(keyed.key, outcome);
  const settled = await outcome;
  if (settled.type === 'done') await remember(keyed, tools.cache);
  return shared && settled.type === 'done' ? { ...settled, from: 'store' } : settled;
}

/** A job that cannot run here: it is in the store, or the locked results hold it, or it fails. */
async function doWithout(
  job: Job,
  { hindrance, entries }: { hindrance: Hindrance; entries: ReadonlyMap<string, StoredEntry> },
  { findStandIn, use, slots, cache }: JobTools,
): Promise<Outcome> {
  const read = (key: string): Promise<StoredEntry | null> => {
    use?.(key);
    return slots.survey(() => readEntry(cache, key));
  };
  const { entry, hindered } = await findResults(job, entries, { read, findStandIn });
  if (entry) return { type: 'done', entry, from: 'store' };
  if (hindered?.standIn.type === 'found')
    return { type: 'done', entry: hindered.standIn.entry, from: 'lock' };
  return failure(hindrance.rule, hindrance.message, hindered?.standIn.details);
}

async function findOrRun(keyed: KeyedJob, tools: JobTools): Promise<Outcome> {
  const { job, key } = keyed;
  const { stored, last } = await tools.slots.survey(async () => {
    const entry = await readEntry(tools.cache, key);
    return { stored: entry, last: entry ? null : await readLastRun(tools.cache, job.name) };
  });
  if (stored) return { type: 'done', entry: stored, from: 'store' };
  const expected = expectedSeconds(tools.durations, job.name, job.bundle.task);
  tools.watcher.queued(job, reasonsToRun(last?.parts ?? null, keyed.parts), expected);
  const load = {
    // What never ran may be long: it goes first.
    seconds: expected ?? Number.POSITIVE_INFINITY,
    megabytes: expectedMemory(tools.durations, job.name, job.bundle.task) ?? unknownMemory,
  };
  return tools.slots.run(load, () => execute(keyed, tools));
}

/** Megabytes of a job that never ran: a worker that has loaded TensorFlow holds nearly as much. */
const unknownMemory = 500;

async function execute(keyed: KeyedJob, tools: JobTools): Promise<Outcome> {
  if (tools.signal.aborted) return failure('job-succeeds', messages.interrupted());
  const { job, key } = keyed;
  const release = await claimKey(key, { ...tools, seconds: job.limits.seconds });
  try {
    // Whoever held the claim before has made it meanwhile.
    const entry = await readEntry(tools.cache, key);
    if (entry) {
      tools.watcher.found(job);
      return { type: 'done', entry, from: 'store' };
    }
    tools.watcher.started(job);
    const outcome = await makeEntry(keyed, tools);
    tellEnd(job, outcome, tools);
    return outcome;
  } finally {
    release();
  }
}

function tellEnd(job: Job, outcome: Outcome, { watcher, signal }: JobTools): void {
  if (outcome.type === 'done') watcher.done(job, outcome.entry.record.seconds);
  // What fails in a build that is being stopped was stopped, whatever it says.
  else if (signal.aborted) watcher.stopped(job);
  else if (outcome.type === 'failed') watcher.failed(job, outcome.failure.message);
}

async function makeEntry(keyed: KeyedJob, tools: JobTools): Promise<Outcome> {
  let staging: string | null = null;
  try {
    staging = await createStaging(tools.cache);
    const leave = tools.neighbours.enter();
    const answer = await order(keyed, staging, tools).finally(leave);
    if (answer.status === 'failed') return { type: 'failed', failure: answer };
    const { seconds, memory } = answer;
    await addMeasures(staging, { seconds, memory, beside: leave() });
    const entry = await commitEntry(tools.cache, staging, keyed.key);
    if (!entry) return failure('job-succeeds', messages.answerWithoutEntry());
    await removeCheckpoint(tools.cache, keyed.key);
    return { type: 'done', entry, from: 'run' };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure('cache-is-writable', messages.cacheNotWritable(tools.cache, error.message));
  } finally {
    if (staging !== null) await rm(staging, { recursive: true, force: true });
  }
}

function order(keyed: KeyedJob, staging: string, tools: JobTools): Promise<WorkerAnswer> {
  const { job, key, parts, inputs } = keyed;
  const { name, title } = job.engine;
  const written: WorkerOrder = {
    job: job.name,
    key,
    parts,
    root: tools.packages,
    program: tools.program,
    bundle: { path: job.bundle.path, sha256: job.bundle.sha256, packages: Object.keys(job.bundle.packages) },
    parameters: job.parameters,
    seed: job.seed,
    stays: tools.idle !== null && mayShare(job),
    specs: job.declaration.results,
    files: job.files,
    inputs,
    engine: { name, title },
    staging,
    cache: tools.cache,
  };
  return runWorker(written, {
    program: tools.program,
    limits: job.limits,
    leash: tools.leash,
    signal: tools.signal,
    ...(tools.idle ? { idle: tools.idle } : {}),
    hear: (message) => {
      if (message.type === 'progress') tools.watcher.progress(job, message.progress);
      else tools.watcher.log(job, message.line);
    },
  });
}

async function remember(keyed: KeyedJob, cache: string): Promise<void> {
  // Costs `why` its comparison, not the build its result.
  await recordLastRun(cache, keyed.job.name, { key: keyed.key, parts: keyed.parts }).catch(() => undefined);
}

function failure(rule: string, message: string, details: readonly string[] = []): Outcome {
  return { type: 'failed', failure: { rule, message, details, stack: null } };
}
