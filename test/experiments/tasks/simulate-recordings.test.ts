import { beforeAll, expect, test } from 'vitest';

import { digestBytes } from '../../../src/base/digest.ts';
import { seedFor } from '../../../src/base/random.ts';
import type { TaskResults } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/simulate-recordings.ts';
import { runTask } from '../../support/task-context.ts';

/** Of the windows made with the report's seed; another digest means that all 28 models are to be trained and locked again. */
const frozen = 'd6058127206ce4b7c37789549e9554169ffa3ce1fe42b79d862bc634f32240b2';

let results: TaskResults;
beforeAll(async () => {
  results = await runTask(task, {}, { engine: 'javascript', seed: seedFor(2017, 'recordings') });
});

test('the windows are as many as in the write-up of 2017', () => {
  expect(results['training']).toMatchObject({ windows: 9466, subjects: 7 });
  expect(results['validation']).toMatchObject({ windows: 3478, subjects: 2 });
  expect([results['channels'], results['length']]).toEqual([52, 100]);
});

test('the classes have the shares of PAMAP2, and rope jumping 275 windows to train on', () => {
  const classes = results['classes'] as { activity: string; training: number; share: number }[];
  expect(classes.find(({ activity }) => activity === 'rope jumping')?.training).toBe(275);
  // Seconds of each activity in PAMAP2, over all subjects.
  const seconds = [1925, 1852, 1899, 2388, 982, 1646, 1881, 1172, 1049, 1753, 2387, 494];
  classes.forEach(({ share }, label) => {
    expect(Math.abs(share - seconds[label]! / 19_428)).toBeLessThan(0.002);
  });
});

test('the file of windows is the one that was frozen before any model but the four baselines was trained', () => {
  expect(digestBytes(results['windows'] as Uint8Array)).toBe(frozen);
});
