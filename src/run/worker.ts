import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestBytes } from '../base/digest.ts';
import * as messages from '../base/messages/run.ts';
import type { TaskResults } from '../base/results.ts';
import type { TaskContext } from '../base/task.ts';
import { evaluateBundle } from '../plan/evaluate-bundle.ts';
import { createPackageLoader } from '../plan/load-package.ts';
import { checkResults, joinNotFinite } from './check-result.ts';
import { copyResults } from './copy-results.ts';
import { describeError } from './describe-error.ts';
import { createEffortMeter } from './effort.ts';
import { isSystemError } from '../base/system-error.ts';
import { loadEngine } from './load-engine.ts';
import { endsWithItsJob } from './may-share.ts';
import { createContext, refuseRandom } from './task-context.ts';
import { createStrayRandom } from './task-random.ts';
import type { WorkerAnswer, WorkerFailure, WorkerMessage, WorkerOrder } from './worker-protocol.ts';
import { noteWorld, type World } from './world.ts';
import { writeEntry, type EntryHead } from './write-entry.ts';

/*
 * Entry of a worker process: runs a job, in a replay several one after another, and answers each with a record. Only here is a
 * task's code executed, and only here is TensorFlow loaded.
 */

function say(message: WorkerMessage): void {
  process.send?.(message);
}

/** What came of a job, and whether the process may run another one as far as the task's code goes. */
interface Executed {
  record: WorkerAnswer;
  isApart: boolean;
}

async function execute(order: WorkerOrder): Promise<Executed> {
  try {
    const task = await loadTask(order);
    const record = await runTask(task.run, order);
    return { record, isApart: task.isApart() };
  } catch (error) {
    return { record: { status: 'failed', ...describeError(error, order.bundle.path) }, isApart: false };
  }
}

async function runTask(run: Run, order: WorkerOrder): Promise<WorkerAnswer> {
  const engine = await loadEngine(order.engine.name, order.root);
  // Modules may draw while they load, for names and the like; what runs may not.
  if (order.seed === null) Math.random = refuseRandom;
  const effort = createEffortMeter();
  const context = createContext(order, { engine, effort, say });
  const answered = await run(Object.freeze({ ...order.parameters }), context);
  const { seconds } = effort.read();
  const returned = copyResults(order.specs, answered);
  const failure = readFaults(order, returned);
  if (failure) return { status: 'failed', ...failure };
  const { key, parts, job } = order;
  const head = { key, parts, job, engine: order.engine, seconds };
  const unwritten = await write(order, returned as TaskResults, head);
  return unwritten
    ? { status: 'failed', ...unwritten }
    : { status: 'done', seconds, memory: effort.read().memory };
}

/** Writing is the machine's part: a full disk is no fault of the task. */
async function write(
  order: WorkerOrder,
  results: TaskResults,
  head: EntryHead,
): Promise<WorkerFailure | null> {
  try {
    await writeEntry(order.staging, results, order.specs, head);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = messages.cacheNotWritable(order.cache, error.message);
    return { rule: 'cache-is-writable', message, details: [], stack: error.stack ?? null };
  }
}

type Run = (parameters: WorkerOrder['parameters'], context: TaskContext) => unknown;

/** A task that was loaded for a job. */
interface LoadedTask {
  run: Run;
  /** Whether nothing of it can meet another job in this process: neither a package that both have, nor code that is called later. */
  isApart: () => boolean;
}

async function loadTask(order: WorkerOrder): Promise<LoadedTask> {
  const { path, sha256, packages } = order.bundle;
  const bytes = await readFile(path);
  if (digestBytes(bytes) !== sha256) throw new Error(messages.bundleChanged());
  const code = bytes.toString('utf8');
  const load = createPackageLoader(order.root, order.program);
  // Only zod's own file is evaluated anew; all else comes from Node's modules, which the process has once.
  const isNew = existsSync(join(order.program, 'zod.cjs'));
  let isApart = endsWithItsJob(code);
  const { run } = evaluateBundle({ path, code, packages }, (specifier) => {
    isApart &&= specifier === 'node:crypto' || (specifier === 'zod' && isNew);
    return load(specifier);
  });
  if (typeof run !== 'function') throw new Error(messages.noRun());
  return { run: run as Run, isApart: () => isApart };
}

const mostFaults = 5;

function readFaults(order: WorkerOrder, returned: unknown): WorkerFailure | null {
  const faults = joinNotFinite(checkResults(order.specs, returned));
  const [first, ...others] = faults;
  if (!first) return null;
  const details = others.slice(0, mostFaults).map((fault) => fault.message);
  if (others.length > mostFaults) details.push(messages.furtherFaults(others.length - mostFaults));
  return { rule: first.rule, message: first.message, details, stack: null };
}

/** Runs one job; before its answer goes out, whatever it left in this process is put away, or the process ends. */
function answer(order: WorkerOrder): void {
  say({ type: 'begun' });
  // tfjs seeds unseeded kernels from here; with this no number in the process is left to chance.
  Math.random = createStrayRandom(order.seed ?? 0);
  let isOver = false;
  const give = (record: WorkerAnswer): void => {
    isOver = true;
    end(record);
  };
  // What a task throws from a timer or leaves unawaited arrives here, not at its `run`.
  const fail = (error: Error): void => {
    give({ status: 'failed', ...describeError(error, order.bundle.path) });
  };
  // A task that waits for what nothing will bring ends here, not at its limit.
  const giveUp = (): void => {
    give(neverSettled());
  };
  process.once('uncaughtException', fail);
  process.once('beforeExit', giveUp);
  process.channel?.unref();
  const settle = (record: WorkerAnswer): void => {
    process.off('uncaughtException', fail).off('beforeExit', giveUp);
    if (isOver) return;
    if (world?.restore()) stay(record);
    else end(record);
  };
  void execute(order).then(({ record, isApart }) => {
    // One turn more, in which files are closed, and what the task left for that turn happens to itself.
    if (record.status === 'done' && order.stays && isApart) setImmediate(settle, record);
    else end(record);
  });
}

function neverSettled(): WorkerAnswer {
  const failure = { message: messages.neverSettles(), details: [], stack: null };
  return { status: 'failed', rule: 'job-succeeds', ...failure };
}

function end(record: WorkerAnswer): void {
  process.send?.({ type: 'answer', answer: record, stays: false } satisfies WorkerMessage, () => {
    process.exit(0);
  });
}

function stay(record: WorkerAnswer): void {
  process.channel?.ref();
  process.once('message', take);
  say({ type: 'answer', answer: record, stays: true });
}

let world: World | null = null;

function take(message: unknown): void {
  const order = message as WorkerOrder;
  if (order.stays) world ??= noteWorld();
  answer(order);
}

process.once('message', take);
process.once('disconnect', () => {
  process.exit(1);
});
