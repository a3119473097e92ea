import { performance } from 'node:perf_hooks';

import * as messages from '../base/messages/fetch.ts';
import { printable } from '../base/printable.ts';
import type { FetchWatcher } from '../fetch/watcher.ts';
import type { ProgressStream } from '../run/progress.ts';

/** Seconds between two drawings on a terminal, and between two lines in a pipe. */
const pauses = { terminal: 0.1, pipe: 10 };

/** Shows how a fetch goes: a line that is drawn over again on a terminal, now and then a line in a pipe. */
export function createFetchProgress(
  stream: ProgressStream,
  clock: () => number = () => performance.now() / 1000,
): FetchWatcher {
  const isLive = stream.isTTY === true;
  const pause = isLive ? pauses.terminal : pauses.pipe;
  let isDrawn = false;
  const clear = (): string => (isDrawn ? '\r\u001b[2K' : '');
  let told = Number.NEGATIVE_INFINITY;
  let begun = { what: '', at: 0, done: 0 };
  return {
    say: (line) => {
      stream.write(`${clear()}${line.split('\n').map(printable).join('\n')}\n`);
      isDrawn = false;
    },
    progress: (what, done, of) => {
      const now = clock();
      if (begun.what !== what || done < begun.done) begun = { what, at: now, done };
      if (now - told < pause) return;
      told = now;
      const speed = (done - begun.done) / (now - begun.at);
      const left = of === null || !(speed > 0) ? null : (of - done) / speed;
      const line = printable(messages.fetchState({ what, done, of, left }));
      const width = Math.max(20, stream.columns ?? 80) - 1;
      stream.write(isLive ? `${clear()}${line.slice(0, width)}` : `${line}\n`);
      isDrawn = isLive;
    },
    ended: () => {
      if (isDrawn) stream.write(clear());
      isDrawn = false;
    },
  };
}
