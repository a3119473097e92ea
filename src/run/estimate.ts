import type { Progress } from '../base/task.ts';

/** A job under way: seconds since it started, what it took before, how far it says it is, and what it said first. */
export interface RunningJob {
  elapsed: number;
  expected: number | null;
  progress: Progress | null;
  first: Progress | null;
}

/** Seconds left of a job: by its own progress once some of it is done, else by its last time; null where neither is known. */
function estimateJob(job: RunningJob): number | null {
  const share = shareDone(job);
  if (share > 0) return Math.max(0, (job.elapsed * (1 - share)) / share);
  return job.expected === null ? null : Math.max(0, job.expected - job.elapsed);
}

/** Of what was to be done when it started: one that goes on from a checkpoint did the rest in another process. */
function shareDone({ progress, first }: RunningJob): number {
  if (!progress) return 0;
  const before = Math.max(0, (first?.done ?? 0) - 1);
  return progress.of > before ? (progress.done - before) / (progress.of - before) : 0;
}

/**
 * Seconds left over all, the waiting jobs spread over as many slots as jobs run; a job of which nothing is known
 * counts like the mean of the others. Null where all are unknown, or where nothing is left.
 */
function estimateAll(
  running: readonly (number | null)[],
  waiting: readonly (number | null)[],
): number | null {
  const known = [...running, ...waiting].flatMap((seconds) => (seconds === null ? [] : [seconds]));
  if (known.length === 0) return null;
  const mean = known.reduce((total, seconds) => total + seconds, 0) / known.length;
  const sum = mean * (running.length + waiting.length);
  return Math.max(0, ...known, sum / Math.max(1, running.length));
}

export const estimate = { job: estimateJob, all: estimateAll };
