import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import * as messages from '../base/messages/run.ts';
import { pinnedInstructionSet } from '../plan/engines.ts';
import type { WorkerAnswer, WorkerFailure, WorkerMessage, WorkerOrder } from './worker-protocol.ts';

/** How a worker process is watched. */
export interface WorkerTools {
  /** Folder with the built `worker.js`. */
  program: string;
  /** Longest run, in seconds. */
  seconds: number;
  signal: AbortSignal;
  /** Progress and log lines, as they come. */
  hear(message: Exclude<WorkerMessage, { type: 'answer' | 'begun' }>): void;
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
  const child = fork(join(tools.program, 'worker.js'), [], {
    env: workerEnvironment(process.env),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: what the task forks is stopped with it.
    detached: process.platform !== 'win32',
  });
  const tail = createTail();
  const answers = hearWorker(child, tools, tail);
  const limit = stopAtLimit(child, tools.seconds);
  const unwatch = stopOnAbort(child, tools.signal);
  child.send(order, () => undefined);
  const how = await ended(child);
  limit.clear();
  unwatch();
  if (limit.reached()) return failed('job-ends-in-time', messages.jobTimedOut(tools.seconds), tail.lines());
  const answer = answers.first();
  if (answer?.status === 'failed') return { ...answer, details: [...answer.details, ...tail.lines()] };
  if (answer) return answer;
  if (!answers.begun() && !how.killed && !tools.signal.aborted)
    throw new WorkerFault(how.words, tail.lastError());
  if (tail.outOfMemory()) return failed('job-succeeds', messages.outOfMemory(), tail.lines());
  const details = tail.lines();
  return failed('job-succeeds', messages.workerDied(how.words, details.length > 0), details);
}

/**
 * What a worker sees of the environment: enough to start, and the settings that results depend on. They are set
 * before TensorFlow loads; nothing else gets through, so no variable of the user's changes a number.
 */
export function workerEnvironment(from: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Not LD_LIBRARY_PATH nor DYLD_*: they would put another TensorFlow before the one that the key names.
  const passed = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP'];
  const kept = passed.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    TF_NUM_INTRAOP_THREADS: '1',
    TF_NUM_INTEROP_THREADS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...(process.arch === 'x64' ? { ONEDNN_MAX_CPU_ISA: pinnedInstructionSet } : {}),
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
  };
}

const answerSchema = z.union([
  z.object({ status: z.literal('done'), seconds: z.number() }),
  z.object({
    status: z.literal('failed'),
    rule: z.string(),
    message: z.string(),
    details: z.array(z.string()),
    stack: z.string().nullable(),
  }),
]);
const progressSchema = z.object({
  done: z.number(),
  of: z.number(),
  unit: z.string(),
  note: z.string().exactOptional(),
});
const messageSchema: z.ZodType<WorkerMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun') }),
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('log'), line: z.string() }),
  z.object({ type: z.literal('answer'), answer: answerSchema }),
]);

/** Listens to the process; of several answers the first counts, and what is no message is passed over. */
function hearWorker(child: ChildProcess, tools: WorkerTools, tail: Tail): Answers {
  let first: WorkerAnswer | null = null;
  let begun = false;
  const log = (line: string): void => {
    tail.add(line);
    tools.hear({ type: 'log', line });
  };
  child.on('message', (received) => {
    const message = messageSchema.safeParse(received).data;
    if (message) begun = true;
    if (message?.type === 'answer') first ??= message.answer;
    else if (message?.type === 'log') log(message.line);
    else if (message?.type === 'progress') tools.hear(message);
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', log);
  return { first: () => first, begun: () => begun };
}

interface Answers {
  first(): WorkerAnswer | null;
  /** Whether the worker has read its order. */
  begun(): boolean;
}

interface Tail {
  add(line: string): void;
  lines(): string[];
  /** The line that names an error, or the last one; empty without a line. */
  lastError(): string;
  outOfMemory(): boolean;
}

/** What Node says of itself before it dies for want of memory: its collections, its stack. */
const lastBreath = /^<--- (Last few GCs|JS stacktrace) --->|^FATAL ERROR: |^----- Native stack trace -----/;
const noMemory = /^FATAL ERROR: .*(out of memory|allocation failed)/i;

const tailLength = 12;
const lineLength = 300;

/** Keeps the last lines only: a task may print without end. */
function createTail(): Tail {
  const kept: string[] = [];
  let dying = false;
  let outOfMemory = false;
  return {
    add: (line) => {
      if (!dying && lastBreath.test(line)) {
        dying = true;
        // Node sets its own words off by an empty line.
        if (kept.at(-1) === '') kept.pop();
      }
      outOfMemory ||= noMemory.test(line);
      if (dying) return;
      kept.push(line.slice(0, lineLength));
      if (kept.length > tailLength) kept.shift();
    },
    outOfMemory: () => outOfMemory,
    lastError: () => kept.find((line) => /^\w*Error\b/.test(line)) ?? kept.at(-1) ?? '',
    lines: () => (kept.length > 0 ? [messages.logTail(), ...kept.map((line) => `  ${line}`)] : []),
  };
}

function failed(rule: string, message: string, details: readonly string[]): WorkerAnswer {
  const failure: WorkerFailure = { rule, message, details, stack: null };
  return { status: 'failed', ...failure };
}

const grace = 1000;

/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

function stopAtLimit(child: ChildProcess, seconds: number): { reached(): boolean; clear(): void } {
  let reached = false;
  const timer = setTimeout(
    () => {
      reached = true;
      stop(child, 'SIGKILL');
    },
    Math.min(seconds * 1000, longestTimer),
  );
  return {
    reached: () => reached,
    clear: () => {
      clearTimeout(timer);
    },
  };
}

function stopOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    stop(child, 'SIGTERM');
    timer = setTimeout(() => {
      stop(child, 'SIGKILL');
    }, grace);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
}

/** Signals the process and whatever it forked. */
function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody left in the group.
  }
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
      stop(child, 'SIGKILL');
      setTimeout(finish, grace).unref();
    });
    child.once('close', finish);
  });
}
