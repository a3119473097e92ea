import type { Job } from '../base/job.ts';
import type { Progress } from '../base/task.ts';
import type { Reason } from '../plan/reasons.ts';

/** Hears what happens while jobs run. Stored jobs are silent. */
export interface RunWatcher {
  /** The job must run; `expected` seconds, null where it never ran. */
  queued(job: Job, reasons: readonly Reason[], expected: number | null): void;
  /** Another build made it while this one waited: it does not start. */
  found(job: Job): void;
  started(job: Job): void;
  progress(job: Job, progress: Progress): void;
  log(job: Job, line: string): void;
  done(job: Job, seconds: number): void;
  failed(job: Job, message: string): void;
  /** Ended with the build, by no fault of its own. */
  stopped(job: Job): void;
  /** All is over: a live display clears itself. */
  ended(): void;
}

/** Hears nothing. */
export function watchNothing(): RunWatcher {
  const nothing = (): void => undefined;
  return {
    queued: nothing,
    found: nothing,
    started: nothing,
    progress: nothing,
    log: nothing,
    done: nothing,
    failed: nothing,
    stopped: nothing,
    ended: nothing,
  };
}
