import type { ChildProcess } from 'node:child_process';

import * as messages from '../base/messages/run.ts';
import type { Limits } from '../base/report.ts';
import { createGroupMemory } from './group-memory.ts';
import { signalGroup } from './process-group.ts';

/** A limit that a worker ran into: the rule it broke and the sentence about it. */
export interface Reached {
  rule: 'job-ends-in-time' | 'job-stays-in-memory';
  message: string;
}

/** The watch over one worker. */
export interface LimitWatch {
  /** The limit for which it was stopped; null where it was not. */
  reached(): Reached | null;
  clear(): void;
}

/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Stops a worker, and what it forked, as soon as it passes a limit. */
export function watchLimits(child: ChildProcess, { seconds, megabytes }: Limits): LimitWatch {
  let reached: Reached | null = null;
  const stop = (by: Reached): void => {
    reached ??= by;
    signalGroup(child, 'SIGKILL');
  };
  const timer = setTimeout(
    () => {
      stop({ rule: 'job-ends-in-time', message: messages.jobTimedOut(seconds) });
    },
    Math.min(seconds * 1000, longestTimer),
  );
  const unwatch = watchMemory(child, (held) => {
    if (held > megabytes)
      stop({ rule: 'job-stays-in-memory', message: messages.jobTooLarge(held, megabytes) });
  });
  return {
    reached: () => reached,
    clear: () => {
      clearTimeout(timer);
      unwatch();
    },
  };
}

/** Milliseconds between two looks at a worker's memory. */
const pause = 250;

/** Every so many looks the whole group is looked at: tasks fork nothing unless a package of theirs does. */
const looksAGroup = 4;

function watchMemory(child: ChildProcess, hear: (megabytes: number) => void): () => void {
  if (child.pid === undefined) return () => undefined;
  const memory = createGroupMemory(child.pid);
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    const held = memory.ofLeader();
    if (held !== null) hear(held);
    if (looks % looksAGroup === 0)
      void memory.ofAll().then((all) => {
        if (all !== null) hear(all);
      });
  }, pause);
  return () => {
    clearInterval(timer);
  };
}

/** Milliseconds in which a worker may end by itself when the build is stopped. */
export const grace = 1000;

/** Stops a worker when the signal is aborted, gently first. Gives what ends the watch. */
export function stopOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    signalGroup(child, 'SIGTERM');
    timer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, grace);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
}
