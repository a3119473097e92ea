import { expect, test } from 'vitest';

import {
  bothFall,
  countSteps,
  isBetterExample,
  listSteps,
  type EpochScores,
} from '../../../src/experiments/one-against-rest/falls.ts';
import { describeStudy } from '../../../src/experiments/one-against-rest/study-results.ts';
import { emptyStudy } from '../../../src/experiments/one-against-rest/study.ts';

/** A history of F1 and cross-entropy, epoch by epoch. */
function historyOf(...values: readonly [f1: number, xent: number][]): EpochScores[] {
  const rest = { accuracy: 1, recall: 1, precision: 1, class_f1: 1, rest_f1: 1 };
  const confusion = [
    [1, 0],
    [0, 1],
  ];
  return values.map(([f1, xent], index) => ({ epoch: index + 1, f1, xent, ...rest, confusion }));
}

test('a step counts where F1 and loss both fall, and an equal value is no fall', () => {
  const history = historyOf([0.9, 0.5], [0.8, 0.4], [0.8, 0.3], [0.7, 0.3], [0.9, 0.2], [0.8, 0.4]);
  expect(describeStudy({ ...emptyStudy, history })['falls']).toEqual([
    { epoch: 1, next: 2, f1: 0.9, next_f1: 0.8, xent: 0.5, next_xent: 0.4 },
  ]);
});

test('the published row 41, whose F1 stays, is no fall', () => {
  const [step] = listSteps(historyOf([0.995294, 0.028486], [0.995294, 0.026878]));
  expect(bothFall(step!)).toBe(false);
});

test('no fall at all is an empty table', () => {
  const study = { ...emptyStudy, history: historyOf([0.5, 0.5], [0.6, 0.4], [0.7, 0.3]) };
  expect(describeStudy(study)).toMatchObject({ falls: [], steps: { total: 2, both_fell: 0, loss_fell: 2 } });
});

test('steps are counted by what they do to loss and F1', () => {
  const history = historyOf(
    [0.5, 0.5],
    [0.6, 0.4],
    [0.6, 0.3],
    [0.5, 0.2],
    [0.6, 0.2],
    [0.5, 0.3],
    [0.6, 0.4],
  );
  expect(countSteps(history)).toEqual({
    total: 6,
    loss_fell: 3,
    f1_fell: 2,
    both_fell: 1,
    loss_fell_f1_rose: 1,
    loss_fell_f1_kept: 1,
    loss_kept_f1_rose: 2,
  });
});

test('the better example is the deeper fall of F1, among steps whose loss falls if there are any', () => {
  const [shallow, deep, lossRises] = listSteps(historyOf([0.9, 0.5], [0.85, 0.4], [0.7, 0.3], [0.1, 0.31]));
  expect(isBetterExample(deep!, shallow!)).toBe(true);
  expect(isBetterExample(shallow!, deep!)).toBe(false);
  expect(isBetterExample(deep!, deep!)).toBe(false);
  expect(isBetterExample(lossRises!, shallow!)).toBe(false);
  expect(isBetterExample(shallow!, lossRises!)).toBe(true);
});

test('the figure’s rows mark the epochs from which both fall', () => {
  const study = { ...emptyStudy, history: historyOf([0.9, 0.5], [0.8, 0.4], [0.9, 0.3]) };
  const rows = describeStudy(study)['history'] as { epoch: number; falls: number }[];
  expect(rows.map(({ epoch, falls }) => [epoch, falls])).toEqual([
    [1, 1],
    [2, 0],
    [3, 0],
  ]);
});
