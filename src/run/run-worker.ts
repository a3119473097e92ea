import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import * as messages from '../base/messages/run.ts';
import type { Limits } from '../base/report.ts';
import type { Json } from '../base/json.ts';
import { kernelVariables } from '../plan/instruction-set.ts';
import { hearWorker, type WorkerNews } from './hear-worker.ts';
import type { Leash } from './leash.ts';
import { signalGroup } from './process-group.ts';
import { grace, stopOnAbort, watchLimits } from './worker-limits.ts';
import { createTail } from './worker-log.ts';
import type { WorkerAnswer, WorkerFailure, WorkerOrder } from './worker-protocol.ts';

/** How a worker process is watched. */
export interface WorkerTools {
  /** Folder with the built `worker.cjs`. */
  program: string;
  limits: Limits;
  leash: Leash;
  signal: AbortSignal;
  /** Progress and log lines, as they come. */
  hear: (news: WorkerNews) => void;
}

/** A worker that did not come so far as to read its order: a fault of the program, of no job. */
export class WorkerFault extends Error {
  constructor(how: string, lastWords: string) {
    super(messages.workerDidNotStart(how, lastWords));
    this.name = 'WorkerFault';
  }
}

/** Runs one job in a process of its own and gives its answer; a process that dies or hangs gives a failed one. Throws a WorkerFault. */
export async function runWorker(order: WorkerOrder, tools: WorkerTools): Promise<WorkerAnswer> {
  const child = fork(join(tools.program, 'worker.cjs'), [], {
    env: workerEnvironment(process.env, order.parts.engine),
    // What V8 may hold; the watch counts what lies outside of it as well.
    execArgv: [`--max-old-space-size=${Math.ceil(tools.limits.megabytes)}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: what the task forks is stopped with it.
    detached: process.platform !== 'win32',
  });
  if (child.pid !== undefined) tools.leash.hold(child.pid);
  const tail = createTail();
  const heard = hearWorker(child, tail, tools.hear);
  const limits = watchLimits(child, tools.limits);
  const unwatch = stopOnAbort(child, tools.signal);
  child.send(order, () => undefined);
  const how = await ended(child);
  if (child.pid !== undefined) tools.leash.release(child.pid);
  limits.clear();
  unwatch();
  const reached = limits.reached();
  if (reached) return failed(reached.rule, reached.message, tail.lines());
  const answer = heard.answer();
  if (answer?.status === 'failed') return { ...answer, details: [...answer.details, ...tail.lines()] };
  if (answer) return answer;
  if (!heard.begun() && !how.killed && !tools.signal.aborted)
    throw new WorkerFault(how.words, tail.lastError());
  if (tail.outOfMemory())
    return failed('job-stays-in-memory', messages.outOfMemory(tools.limits.megabytes), tail.lines());
  const details = tail.lines();
  return failed('job-succeeds', messages.workerDied(how.words, details.length > 0), details);
}

/**
 * What a worker sees of the environment: enough to start, and the settings that results depend on. They are set
 * before TensorFlow loads; nothing else gets through, so no variable of the user's changes a number. `engine` holds the
 * parts of it that stand in the job's key.
 */
export function workerEnvironment(
  from: NodeJS.ProcessEnv,
  engine: { readonly [part: string]: Json } = {},
): NodeJS.ProcessEnv {
  // Not LD_LIBRARY_PATH nor DYLD_*: they would put another TensorFlow before the one that the key names.
  const passed = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP'];
  const kept = passed.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    TF_NUM_INTRAOP_THREADS: '1',
    TF_NUM_INTEROP_THREADS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...kernelVariables(engine['isa']),
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
  };
}

function failed(rule: string, message: string, details: readonly string[]): WorkerAnswer {
  const failure: WorkerFailure = { rule, message, details, stack: null };
  return { status: 'failed', ...failure };
}

/** How a process ended, in words; whether a signal ended it. */
interface Ending {
  words: string;
  killed: boolean;
}

/** Waits for the end of the process, then ends what it left behind, so that its pipes close. */
function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    let how: Ending = { words: '', killed: false };
    let done = false;
    const finish = (): void => {
      if (done) return;
      done = true;
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(how);
    };
    child.once('error', (error) => {
      how = { words: error.message, killed: false };
      if (child.pid === undefined) finish();
    });
    child.once('exit', (code, signal) => {
      how = {
        words: signal ? messages.killedBy(signal) : messages.exitedWith(code),
        killed: signal !== null,
      };
      signalGroup(child, 'SIGKILL');
      setTimeout(finish, grace).unref();
    });
    child.once('close', finish);
  });
}
