import { expect, test } from 'vitest';

import { updateDurations } from '../../src/lock/changes.ts';
import type { LockDraft } from '../../src/lock/draft-locks.ts';
import { describeMachine, type DurationsFile } from '../../src/lock/durations-file.ts';

const run = { seconds: 1, memory: 100, beside: 0 };
const draft = {
  locked: { job: 'mlp.wide', key: 'k' },
  durations: { took: 2 },
  run,
} as unknown as LockDraft;
const elsewhere = { cpu: 'Another', cores: 4, platform: 'linux x64' };
const old: DurationsFile = new Map([
  ['mlp.wide', { key: 'k', machine: elsewhere, durations: { took: 2 }, run }],
]);

test('durations stay with their machine while nothing else of the job changes', () => {
  const { file, measured } = updateDurations([draft], old, new Set());
  expect(file.get('mlp.wide')?.machine).toEqual(elsewhere);
  expect(measured).toEqual([]);
});

test('results that are locked anew are put down to the machine that made them', () => {
  const { file, measured } = updateDurations([draft], old, new Set(['mlp.wide']));
  expect(file.get('mlp.wide')?.machine).toEqual(describeMachine());
  expect(measured).toEqual(['mlp.wide']);
});
