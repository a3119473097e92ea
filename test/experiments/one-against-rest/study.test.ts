import { expect, test } from 'vitest';

import { describeExample, listChanges } from '../../../src/experiments/one-against-rest/describe-example.ts';
import { scoreOutcome, type Outcome } from '../../../src/experiments/one-against-rest/outcome.ts';
import {
  packPredictions,
  unpackPredictions,
} from '../../../src/experiments/one-against-rest/prediction-bits.ts';
import { emptyStudy, observeEpoch } from '../../../src/experiments/one-against-rest/study.ts';

/** Two windows of the class, then three of the rest. */
const truth = Uint8Array.of(0, 0, 1, 1, 1);

/** The losses need not fit the probabilities. */
function outcomeOf(probabilities: readonly number[], losses: readonly number[]): Outcome {
  return { probabilities: Float32Array.from(probabilities), losses: Float32Array.from(losses) };
}

const first = outcomeOf([0.75, 0.5, 0.375, 0.75, 0.125], [1, 2, 1, 2, 1]);
const second = outcomeOf([0.75, 0.25, 0.625, 0.25, 0.125], [1, 1.5, 2, 0.5, 0.5]);

test('F1 is the mean over both classes, the loss the mean over the windows', () => {
  const scores = scoreOutcome(first, truth);
  // One half is not more probable than not.
  expect(scores.confusion).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(scores).toMatchObject({ recall: 0.5, precision: 0.5, class_f1: 0.5, accuracy: 0.6, xent: 1.4 });
  expect(scores.rest_f1).toBeCloseTo(2 / 3, 12);
  expect(scores.f1).toBeCloseTo(7 / 12, 12);
});

test('scores of the published confusion matrices', () => {
  const published = (of: readonly [number, number, number, number]): Outcome => {
    const said = of.flatMap((windows, cell) =>
      Array.from({ length: windows }, () => (cell % 2 === 0 ? 1 : 0)),
    );
    return outcomeOf(said, said);
  };
  const all = Uint8Array.from({ length: 9466 }, (_, window) => (window < 275 ? 0 : 1));
  expect(scoreOutcome(published([263, 12, 393, 8798]), all).f1.toFixed(6)).toBe('0.771243');
  expect(scoreOutcome(published([260, 15, 412, 8779]), all).f1.toFixed(6)).toBe('0.762680');
});

test('changes are listed by their margin, with where they lead to', () => {
  const third = outcomeOf([0.75, 0.25, 0.75, 0.125, 0.125], [1, 1, 1, 1, 1]);
  expect(listChanges({ before: first, after: third }, truth)).toEqual([
    { window: 3, before: 0.75, after: 0.125, margin: 0.75, right: 1 },
    { window: 2, before: 0.375, after: 0.75, margin: 0.5, right: 0 },
  ]);
});

test('an example tells which predictions change and where the loss falls', () => {
  const study = observeEpoch(observeEpoch(emptyStudy, first, truth), second, truth);
  const windows = {
    starts: new Int32Array(5),
    labels: Uint8Array.of(11, 11, 0, 1, 2),
    subjects: Uint8Array.of(1, 1, 2, 3, 4),
  };
  expect(describeExample(study.example!, { truth, windows, listed: 1 })).toMatchObject({
    both_fall: 0,
    epoch: 1,
    next: 2,
    changes: 2,
    to_right: 1,
    to_wrong: 1,
    unchanged: 3,
    changed: [{ window: 4, subject: 3, activity: 'sitting', margin: 0.5, right: 1 }],
    largest_margin: 0.5,
    changed_margin: 0.375,
    median_margin: 0.5,
    loss: {
      improved: 3,
      worsened: 1,
      by_unchanged: expect.closeTo(-0.2, 12) as number,
      by_changed: expect.closeTo(-0.1, 12) as number,
    },
  });
});

test('the example is the first of the deepest falls', () => {
  const [good, bad] = [
    outcomeOf([0.75, 0.75, 0.25, 0.25, 0.25], [4, 4, 4, 4, 4]),
    outcomeOf([0.25, 0.75, 0.25, 0.25, 0.25], [3, 3, 3, 3, 3]),
  ];
  const lower = outcomeOf([...good.probabilities], [2, 2, 2, 2, 2]);
  const lowest = outcomeOf([...bad.probabilities], [1, 1, 1, 1, 1]);
  const study = [good, bad, lower, lowest].reduce(
    (sofar, outcome) => observeEpoch(sofar, outcome, truth),
    emptyStudy,
  );
  expect(study.example?.step.from.epoch).toBe(1);
  expect(study.example?.after).toBe(bad);
});

test('predictions are packed eight to a byte, and unpacked', () => {
  const predicted = Uint8Array.of(0, 1, 1, 0, 1, 1, 1, 1, 0, 0);
  expect([...packPredictions(predicted)]).toEqual([0b10010000, 0b11000000]);
  expect(unpackPredictions(packPredictions(predicted), 10)).toEqual(predicted);
});
