import { expect, test } from 'vitest';

import { createFetchProgress } from '../../src/cli/fetch-progress.ts';
import type { FetchWatcher } from '../../src/fetch/watcher.ts';

function watch(isTTY: boolean): {
  watcher: FetchWatcher;
  wait: (seconds: number) => void;
  written: () => string;
} {
  let [text, now] = ['', 0];
  const stream = { write: (more: string) => (text += more), isTTY, columns: 60 };
  return {
    watcher: createFetchProgress(stream, () => now),
    wait: (seconds) => (now += seconds),
    written: () => text,
  };
}

test('in a pipe a line now and then, with the time left', () => {
  const { watcher, wait, written } = watch(false);
  for (let step = 0; step <= 30; step += 1) {
    watcher.progress('set.zip', step * 10_000_000, 600_000_000);
    wait(1);
  }
  watcher.ended();
  expect(written()).toBe(
    [
      'set.zip  0.0 MB of 600 MB, 0 %\n',
      'set.zip  100 MB of 600 MB, 16 %, 50 s left\n',
      'set.zip  200 MB of 600 MB, 33 %, 40 s left\n',
      'set.zip  300 MB of 600 MB, 50 %, 30 s left\n',
    ].join(''),
  );
});

test('on a terminal one line drawn over again, gone at the end; what is said stays above', () => {
  const { watcher, wait, written } = watch(true);
  watcher.progress('set.zip', 0, null);
  wait(1);
  watcher.progress('set.zip', 25_000_000, null);
  watcher.say('goes on\u001b[31m');
  watcher.progress('set.zip', 26_000_000, null);
  watcher.ended();
  expect(written()).toBe('set.zip  0.0 MB\r\u001b[2Kset.zip  25 MB\r\u001b[2Kgoes on␛[31m\n');
});
