import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

const locks = fileURLToPath(new URL('../../../report/results/', import.meta.url));

interface LockedScores {
  windows: number;
  f1: number;
  accuracy: number;
  confusion: number[][];
}

/** Scores of some predictions, by their definitions alone. */
function score(truth: Uint8Array, predicted: Uint8Array): LockedScores {
  const confusion = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 0));
  truth.forEach((label, window) => {
    confusion[label]![predicted[window]!]! += 1;
  });
  const correct = confusion.map((row, label) => row[label]!);
  const read = confusion.map((_, label) => confusion.reduce((sum, row) => sum + row[label]!, 0));
  const f1s = confusion.map((row, label) => {
    const [precision, recall] = [read[label]!, row.reduce((sum, cell) => sum + cell, 0)].map((whole) =>
      whole === 0 ? 0 : correct[label]! / whole,
    );
    return precision! + recall! === 0 ? 0 : (2 * precision! * recall!) / (precision! + recall!);
  });
  const mean = (numbers: number[], by: number): number => numbers.reduce((sum, each) => sum + each, 0) / by;
  return { windows: truth.length, f1: mean(f1s, 12), accuracy: mean(correct, truth.length), confusion };
}

test('the locked scores of every model are those of its locked predictions', () => {
  const models = readdirSync(locks).filter((name) =>
    /^(mlp|lstm|cnn|cnn_lstm)\..*\.predictions\.bin$/.test(name),
  );
  // Seven of each family, two further runs of its baseline, and of the second LSTM on convolutions.
  expect(models).toHaveLength(4 * (7 + 2) + 2);
  const labels = results['labels'] as Uint8Array;
  for (const name of models) {
    const predicted = new Uint8Array(readFileSync(locks + name));
    const lock = readFileSync(locks + name.replace('.predictions.bin', '.json'), 'utf8');
    const { results: locked } = JSON.parse(lock) as { results: Record<string, LockedScores> };
    expect(predicted).toHaveLength(labels.length);
    for (const [part, from, to] of [
      ['training', 0, 9466],
      ['validation', 9466, labels.length],
    ] as const) {
      const scored = score(labels.subarray(from, to), predicted.subarray(from, to));
      const { windows, f1, accuracy, confusion } = locked[part]!;
      expect({ windows, confusion }, name).toEqual({ windows: scored.windows, confusion: scored.confusion });
      expect(f1, name).toBeCloseTo(scored.f1, 12);
      expect(accuracy, name).toBeCloseTo(scored.accuracy, 12);
    }
  }
});
