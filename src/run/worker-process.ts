import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import * as messages from '../base/messages/run.ts';
import type { Json } from '../base/json.ts';
import { kernelVariables } from '../plan/instruction-set.ts';
import type { Leash } from './leash.ts';
import { signalGroup } from './process-group.ts';
import { grace } from './worker-limits.ts';

/** A process that runs jobs, from its start to its end. */
export interface WorkerProcess {
  child: ChildProcess;
  /** When it has ended, with everything that it started. */
  ended: Promise<Ending>;
  /** Whether it still runs. */
  runs(): boolean;
  /** Whether it has run a job before. */
  isUsed: boolean;
}

/** How a process ended, in words; whether a signal ended it. */
export interface Ending {
  words: string;
  killed: boolean;
}

/** What starting one needs. */
export interface ProcessTools {
  /** Folder with the built `worker.cjs`. */
  program: string;
  leash: Leash;
}

/** Starts a worker process. `engine` holds the parts of it that stand in the job's key. */
export function startWorker(
  engine: { readonly [part: string]: Json },
  megabytes: number,
  { program, leash }: ProcessTools,
): WorkerProcess {
  const child = fork(join(program, 'worker.cjs'), [], {
    env: workerEnvironment(process.env, engine),
    // What V8 may hold; the watch counts what lies outside of it as well.
    execArgv: [`--max-old-space-size=${Math.ceil(megabytes)}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: what the task forks is stopped with it.
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  if (pid !== undefined) leash.hold(pid);
  let runs = true;
  const ended = endOf(child).then((how) => {
    runs = false;
    if (pid !== undefined) leash.release(pid);
    return how;
  });
  return { child, ended, runs: () => runs && child.connected, isUsed: false };
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

/** Waits for the end of the process, then ends what it left behind, so that its pipes close. */
function endOf(child: ChildProcess): Promise<Ending> {
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
