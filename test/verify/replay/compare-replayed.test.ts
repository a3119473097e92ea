import { describe, expect, test } from 'vitest';

import { count, duration, file, group, metric, series, table } from '../../../src/base/kinds.ts';
import type { JobResults, ResultTree } from '../../../src/base/results.ts';
import { compareReplayed } from '../../../src/verify/replay/compare-replayed.ts';

const specs = {
  scores: group({ f1: metric(), right: count() }),
  history: table({ epoch: count(), f1: metric(), seconds: duration() }),
  seconds: duration(),
  pauses: series(duration()),
  weights: count(),
  predictions: file('application/octet-stream', { locked: true }),
};

const results: ResultTree = {
  scores: { f1: 0.5, right: 4 },
  history: [
    { epoch: 1, f1: 0.25, seconds: 3 },
    { epoch: 2, f1: 0.5, seconds: 4 },
  ],
  seconds: 7,
  pauses: [1],
  weights: 12,
  predictions: { stored: 'file', name: 'predictions.bin', sha256: 'ab', bytes: 1, mediaType: 'x/y' },
};
const job = { job: 'net', specs, results } as unknown as JobResults;
const replay = { reads: ['predictions'], results: ['scores'], consistent: ['history'] };
const now: ResultTree = {
  scores: { f1: 0.5, right: 4 },
  history: [
    { epoch: 1, f1: 0.25 },
    { epoch: 2, f1: 0.5 },
  ],
};

describe('what was computed again, against what is locked', () => {
  test('confirms what follows from files alone; what it does not compute, and what it could only refute, is unchecked', () => {
    const { results: found, lacking } = compareReplayed(job, replay, now);
    expect(lacking).toEqual([]);
    expect(found.map(({ id, outcome, difference }) => [id, outcome, difference])).toEqual([
      ['net:scores.f1', 'exact', null],
      ['net:scores.right', 'exact', null],
      ['net:history', 'unchecked', null],
      ['net:weights', 'unchecked', null],
      ['net:predictions', 'unchecked', null],
    ]);
  });

  test('refutes the last bit, a cell, a row', () => {
    const bit = compareReplayed(job, replay, { ...now, scores: { f1: 0.5000000000000001, right: 4 } });
    expect(bit.results[0]).toMatchObject({
      outcome: 'different',
      difference: '0.5 → 0.5000000000000001, computed again from what is locked',
    });
    const cell = compareReplayed(job, replay, {
      ...now,
      history: [
        { epoch: 1, f1: 0.25 },
        { epoch: 2, f1: 1 },
      ],
    });
    expect(cell.results[2]).toMatchObject({
      outcome: 'different',
      difference: '1 of 4 cells are others, by at most 0.5, computed again from what is locked',
    });
    const row = compareReplayed(job, replay, { ...now, history: [] });
    expect(row.results[2]).toMatchObject({ outcome: 'different' });
    expect(row.results[2]?.difference).toContain('2 → 0 entries');
  });

  test('says what a replay promised and did not give, and what its task has not', () => {
    const { history: _, ...less } = now;
    expect(compareReplayed(job, replay, less).lacking).toEqual(['the replay gives no "history"']);
    const odd = compareReplayed(job, { ...replay, results: ['scores', 'scoers'] }, now);
    expect(odd.lacking).toEqual(['its task has no result "scoers"']);
  });
});
