import { describe, expect, test } from 'vitest';

import {
  accuracyOf,
  f1Of,
  meanF1,
  precisionOf,
  recallOf,
  tallyClasses,
  tallyPairs,
} from '../../../src/experiments/scores/class-scores.ts';

const truth = Uint8Array.of(0, 0, 0, 1, 1, 2);
const predicted = Uint8Array.of(0, 0, 1, 1, 0, 2);

describe('scores of predicted classes', () => {
  test('rows are true, columns predicted', () => {
    expect(tallyPairs(truth, predicted, 3)).toEqual([
      [2, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
  });

  test('recall, precision and F1 of each class, their mean, and the accuracy', () => {
    const tallies = tallyClasses(tallyPairs(truth, predicted, 3));
    expect(tallies.map(recallOf)).toEqual([2 / 3, 1 / 2, 1]);
    expect(tallies.map(precisionOf)).toEqual([2 / 3, 1 / 2, 1]);
    expect(tallies.map(f1Of)).toEqual([2 / 3, 1 / 2, 1]);
    expect(meanF1(tallies)).toBeCloseTo(13 / 18, 15);
    expect(accuracyOf(tallies)).toBe(4 / 6);
  });

  test('of a class that nobody is in, or that is never predicted, zero', () => {
    const tallies = tallyClasses(tallyPairs(Uint8Array.of(0), Uint8Array.of(1), 3));
    expect([recallOf, precisionOf, f1Of].map((score) => tallies.map(score))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(accuracyOf([])).toBe(0);
  });

  test('a label beyond the classes is refused', () => {
    expect(() => tallyPairs(Uint8Array.of(3), Uint8Array.of(0), 3)).toThrow('3 is no class');
    expect(() => tallyPairs(Uint8Array.of(0), Uint8Array.of(7), 3)).toThrow('7 is no class');
  });
});
