import { expect, test } from 'vitest';

import type { Job } from '../../src/base/job.ts';
import { createProgress, type ProgressStream } from '../../src/run/progress.ts';

const job = (name: string): Job => ({ name }) as Job;

function record(isTTY: boolean): { stream: ProgressStream; text: () => string } {
  let written = '';
  return {
    stream: { isTTY, columns: 40, write: (text: string) => (written += text) },
    text: () => written,
  };
}

/** What a terminal shows after such writes: from the margin, `ESC[nA` goes up, `ESC[0J` clears below. */
function screen(written: string): string[] {
  let lines: string[] = [];
  for (const part of written.split(/(\r\u001b\[\d+A\u001b\[0J)/)) {
    const up = /^\r\u001b\[(\d+)A/.exec(part);
    if (up) lines = lines.slice(0, lines.length - Number(up[1]));
    else lines.push(...part.split('\n').slice(0, -1));
  }
  return lines;
}

test('in a pipe: a line when a job starts and ends, and progress every ten seconds at most', () => {
  const { stream, text } = record(false);
  let now = 0;
  const watch = createProgress(stream, () => now);
  watch.queued(job('a'), ['parameters', 'seed'], null);
  watch.started(job('a'));
  for (now = 1; now <= 25; now += 1)
    watch.progress(job('a'), { done: now, of: 25, unit: 'epoch', note: 'loss 0.2' });
  watch.done(job('a'), 25);
  watch.ended();
  expect(text()).toBe(
    [
      'a  started (parameters, seed changed)',
      'a  epoch 10 of 25, loss 0.2',
      'a  epoch 20 of 25, loss 0.2',
      'a  done in 25 s',
      '',
    ].join('\n'),
  );
});

test('on a terminal: a live line a job and one over all, with the time left; finished jobs stay above', () => {
  const { stream, text } = record(true);
  let now = 0;
  const watch = createProgress(stream, () => now);
  for (const name of ['a', 'b', 'c']) watch.queued(job(name), ['not stored'], 10);
  watch.started(job('a'));
  watch.started(job('b'));
  now = 4;
  watch.progress(job('a'), { done: 1, of: 5, unit: 'epoch' });
  // a: 4 s for a fifth, so 16 s left; b: 10 - 4; c: 10; over two slots.
  expect(screen(text())).toEqual([
    'a  epoch 1 of 5, about 16 s left',
    'b  running, about 6.0 s left',
    '0 of 3 jobs done, about 16 s left',
  ]);
  watch.done(job('b'), 4.04);
  expect(screen(text())).toEqual([
    'b  done in 4.0 s',
    'a  epoch 1 of 5, about 16 s left',
    '1 of 3 jobs done, about 26 s left',
  ]);
  watch.ended();
  expect(screen(text())).toEqual(['b  done in 4.0 s']);
});

test('the time left over all shows as soon as one job can be judged: the others count like it', () => {
  const { stream, text } = record(true);
  let now = 0;
  const watch = createProgress(stream, () => now);
  for (const name of ['a', 'b', 'c']) watch.queued(job(name), ['not stored'], null);
  watch.started(job('a'));
  expect(screen(text())).toEqual(['a  running', '0 of 3 jobs done']);
  now = 5;
  watch.progress(job('a'), { done: 1, of: 3, unit: 'epoch' });
  expect(screen(text()).at(-1)).toBe('0 of 3 jobs done, about 30 s left');
});

test('a job that goes on from a checkpoint is judged by what it does now, not by what it had done', () => {
  const { stream, text } = record(true);
  let now = 0;
  const watch = createProgress(stream, () => now);
  watch.queued(job('a'), ['not stored'], null);
  watch.started(job('a'));
  now = 2;
  watch.progress(job('a'), { done: 81, of: 120, unit: 'batch' });
  now = 10;
  watch.progress(job('a'), { done: 100, of: 120, unit: 'batch' });
  // 20 of 40 in 10 s.
  expect(screen(text())[0]).toBe('a  batch 100 of 120, about 10 s left');
});

test('short times in their own unit, and what was stopped is not called failed', () => {
  for (const terminal of [true, false]) {
    const { stream, text } = record(terminal);
    const watch = createProgress(stream, () => 0);
    for (const name of ['a', 'b']) {
      watch.queued(job(name), ['not stored'], 0.2);
      watch.started(job(name));
    }
    watch.done(job('a'), 0.042);
    watch.stopped(job('b'));
    const seen = terminal ? screen(text()) : text().split('\n');
    expect(seen).toContain('a  done in 42 ms');
    expect(seen).toContain('b  stopped');
    if (terminal) expect(seen).toContain('1 of 2 jobs done');
    expect(text()).not.toMatch(/failed|0\.0 s/);
  }
});

test('all stored: silent', () => {
  for (const terminal of [true, false]) {
    const { stream, text } = record(terminal);
    createProgress(stream).ended();
    expect(text()).toBe('');
  }
});
