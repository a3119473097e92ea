import { performance } from 'node:perf_hooks';

import type { Job } from '../base/job.ts';
import { printable } from '../base/printable.ts';
import * as messages from '../base/messages/run.ts';
import { estimate, type RunningJob } from './estimate.ts';
import type { RunWatcher } from './watcher.ts';

/** Where progress is written: a terminal, or a pipe. */
export interface ProgressStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Seconds since some fixed moment. */
export type Clock = () => number;

/**
 * Shows what runs: on a terminal a live block, a line a job and one over all, with the time left; in a pipe plain
 * lines, one when a job starts and one when it ends, and sparingly how far it is.
 */
export function createProgress(
  stream: ProgressStream,
  clock: Clock = () => performance.now() / 1000,
): RunWatcher {
  return stream.isTTY ? createLiveProgress(stream, clock) : createPlainProgress(stream, clock);
}

/** Seconds between two lines of one job's progress in a pipe. */
const plainPause = 10;

function createPlainProgress(stream: ProgressStream, clock: Clock): RunWatcher {
  const lastTold = new Map<string, number>();
  const why = new Map<string, string>();
  const line = (job: Job, text: string): void => {
    stream.write(`${job.name}  ${text}\n`);
  };
  return {
    queued: (job, reasons) => why.set(job.name, messages.reasonWords(reasons)),
    found: () => undefined,
    started: (job) => {
      lastTold.set(job.name, clock());
      line(job, messages.jobStarted(why.get(job.name) ?? ''));
    },
    progress: (job, progress) => {
      if (clock() - (lastTold.get(job.name) ?? 0) < plainPause) return;
      lastTold.set(job.name, clock());
      line(job, messages.jobProgress(progress));
    },
    log: () => undefined,
    done: (job, seconds) => {
      line(job, messages.jobDone(seconds));
    },
    failed: (job) => {
      line(job, messages.jobFailedShort());
    },
    stopped: (job) => {
      line(job, messages.jobStopped());
    },
    ended: () => undefined,
  };
}

/** Seconds between two drawings of the live block. */
const livePause = 0.1;

interface LiveState {
  waiting: Map<string, number | null>;
  running: Map<string, RunningJob & { started: number }>;
  done: number;
  total: number;
}

function createLiveProgress(stream: ProgressStream, clock: Clock): RunWatcher {
  const state: LiveState = { waiting: new Map(), running: new Map(), done: 0, total: 0 };
  const block = createBlock(stream);
  let drawn = Number.NEGATIVE_INFINITY;
  const draw = (): void => {
    drawn = clock();
    block.draw(describeState(state, clock()));
  };
  return {
    found: (job) => {
      state.waiting.delete(job.name);
      state.total -= 1;
    },
    started: (job) => {
      startJob(state, job, clock());
      draw();
    },
    progress: (job, progress) => {
      const running = state.running.get(job.name);
      if (running) {
        running.progress = progress;
        running.first ??= progress;
      }
      if (clock() - drawn >= livePause) draw();
    },
    log: () => undefined,
    ended: () => {
      block.draw([]);
    },
    ...watchEnds(state, block, draw),
  };
}

/** The jobs that come and go. One that was stopped is not done. */
function watchEnds(
  state: LiveState,
  block: Block,
  draw: () => void,
): Pick<RunWatcher, 'queued' | 'done' | 'failed' | 'stopped'> {
  const end = (job: Job, text: string): void => {
    state.running.delete(job.name);
    block.print(`${job.name}  ${text}`);
    draw();
  };
  return {
    queued: (job, _reasons, expected) => {
      state.waiting.set(job.name, expected);
      state.total += 1;
    },
    done: (job, seconds) => {
      state.done += 1;
      end(job, messages.jobDone(seconds));
    },
    failed: (job) => {
      state.done += 1;
      end(job, messages.jobFailedShort());
    },
    stopped: (job) => {
      end(job, messages.jobStopped());
    },
  };
}

function startJob(state: LiveState, job: Job, now: number): void {
  const expected = state.waiting.get(job.name) ?? null;
  state.waiting.delete(job.name);
  state.running.set(job.name, { started: now, elapsed: 0, expected, progress: null, first: null });
}

function describeState(state: LiveState, now: number): string[] {
  const jobs = [...state.running].map(([name, job]) => {
    const elapsed = now - job.started;
    return {
      name,
      progress: job.progress,
      left: estimate.job({ ...job, elapsed }),
      elapsed,
      expected: job.expected,
    };
  });
  const lines = jobs.map(({ name, progress, left }) => `${name}  ${messages.jobLine(progress, left)}`);
  const left = estimate.all(
    jobs.map((job) => job.left),
    [...state.waiting.values()],
  );
  return [...lines, messages.overall(state.done, state.total, left)];
}

interface Block {
  /** Replaces the block. */
  draw(lines: readonly string[]): void;
  /** A line that stays, above the block. */
  print(line: string): void;
}

/** Lines at the bottom of a terminal that are drawn over again; each is cut to the terminal's width. */
function createBlock(stream: ProgressStream): Block {
  let height = 0;
  // To the margin first: a terminal prints the Ctrl-C that was typed.
  const clear = (): string => (height > 0 ? `\r\u001b[${height}A\u001b[0J` : '');
  const fit = (line: string): string => printable(line).slice(0, Math.max(20, stream.columns ?? 80) - 1);
  return {
    draw: (lines) => {
      const before = clear();
      height = lines.length;
      if (before !== '' || lines.length > 0)
        stream.write(before + lines.map((line) => `${fit(line)}\n`).join(''));
    },
    print: (line) => {
      stream.write(`${clear()}${printable(line)}\n`);
      height = 0;
    },
  };
}
