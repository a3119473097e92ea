import * as messages from '../base/messages/run.ts';
import type { Limits } from '../base/report.ts';
import { hearWorker, type Heard, type WorkerNews } from './hear-worker.ts';
import type { IdleWorkers } from './idle-workers.ts';
import { stopOnAbort, watchLimits } from './worker-limits.ts';
import { createTail, type Tail } from './worker-log.ts';
import { startWorker, type Ending, type ProcessTools, type WorkerProcess } from './worker-process.ts';
import type { WorkerAnswer, WorkerFailure, WorkerOrder } from './worker-protocol.ts';

/** How a worker process is watched. */
export interface WorkerTools extends ProcessTools {
  limits: Limits;
  signal: AbortSignal;
  /** Progress and log lines, as they come. */
  hear: (news: WorkerNews) => void;
  /** Where workers wait that may run several jobs of a task one after another; without it each ends with its job. */
  idle?: IdleWorkers;
}

/** A worker that did not come so far as to read its order: a fault of the program, of no job. */
export class WorkerFault extends Error {
  constructor(how: string, lastWords: string) {
    super(messages.workerDidNotStart(how, lastWords));
    this.name = 'WorkerFault';
  }
}

/**
 * Runs one job and gives its answer; a process that dies or hangs gives a failed one. The process is the job's own, or, where the
 * order allows that it stays, one in which jobs of the same task ran before and left nothing behind. Throws a WorkerFault.
 */
export async function runWorker(order: WorkerOrder, tools: WorkerTools): Promise<WorkerAnswer> {
  const kind = JSON.stringify([order.bundle.sha256, order.parts.engine, tools.limits.megabytes]);
  const idle = order.stays ? tools.idle : undefined;
  const worker = idle?.take(kind) ?? startWorker(order.parts.engine, tools.limits.megabytes, tools);
  const told = await attend(worker, { ...order, stays: idle !== undefined }, tools);
  if (told === 'unread') return runWorker(order, tools);
  if (told.stays) idle?.put(kind, worker);
  return told.answer;
}

interface Told {
  answer: WorkerAnswer;
  /** Whether the process waits for another job. */
  stays: boolean;
}

/** What a worker makes of an order: 'unread' where it ended while it waited, which is no fault of the job's. */
async function attend(
  worker: WorkerProcess,
  order: WorkerOrder,
  tools: WorkerTools,
): Promise<Told | 'unread'> {
  const { child, ended } = worker;
  const tail = createTail();
  const heard = hearWorker(child, tail, tools.hear);
  const limits = watchLimits(child, tools.limits);
  const unwatch = stopOnAbort(child, tools.signal);
  const watched = (): boolean => limits.reached() === null && !tools.signal.aborted;
  child.send(order, () => undefined);
  const end = await Promise.race(order.stays ? [ended, heard.stays] : [ended]);
  const stays = 'status' in end && watched();
  const how = stays ? null : await ended;
  limits.clear();
  unwatch();
  heard.forget();
  if (how === null) return { answer: await heard.stays, stays };
  const reached = limits.reached();
  if (reached) return { answer: failed(reached.rule, reached.message, tail.lines()), stays };
  if (worker.isUsed && !heard.begun() && watched()) return 'unread';
  return { answer: judgeEnd(how, { heard, tail }, tools), stays };
}

/** The answer of a process that has ended. */
function judgeEnd(
  how: Ending,
  { heard, tail }: { heard: Heard; tail: Tail },
  { limits, signal }: WorkerTools,
): WorkerAnswer {
  const answer = heard.answer();
  if (answer?.status === 'failed') return { ...answer, details: [...answer.details, ...tail.lines()] };
  if (answer) return answer;
  if (!heard.begun() && !how.killed && !signal.aborted) throw new WorkerFault(how.words, tail.lastError());
  if (tail.outOfMemory())
    return failed('job-stays-in-memory', messages.outOfMemory(limits.megabytes), tail.lines());
  const details = tail.lines();
  return failed('job-succeeds', messages.workerDied(how.words, details.length > 0), details);
}

function failed(rule: string, message: string, details: readonly string[]): WorkerAnswer {
  const failure: WorkerFailure = { rule, message, details, stack: null };
  return { status: 'failed', ...failure };
}
