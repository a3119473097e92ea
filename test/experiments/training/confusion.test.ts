import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  countConfusion,
  extremeClasses,
  listCells,
  scoreClasses,
} from '../../../src/experiments/training/confusion.ts';

test('rows are true classes, columns the predicted ones', () => {
  expect(countConfusion([0, 0, 1, 2], [0, 1, 1, 0], 3)).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

test('recall, precision and F1 of each class', () => {
  const [first, second, third] = scoreClasses([
    [6, 2, 0],
    [3, 9, 0],
    [0, 0, 0],
  ]);
  expect(first).toMatchObject({ class: 0, images: 8, correct: 6, recall: 6 / 8, precision: 6 / 9 });
  expect(second?.f1).toBeCloseTo((2 * 0.75 * (9 / 11)) / (0.75 + 9 / 11), 12);
  expect(third).toMatchObject({ images: 0, recall: 0, precision: 0, f1: 0 });
});

test('the classes missed least and most often', () => {
  const scores = scoreClasses([
    [3, 1, 0],
    [0, 9, 1],
    [2, 0, 2],
  ]);
  const { easiest, hardest } = extremeClasses(scores);
  expect([easiest.class, hardest.class]).toEqual([1, 2]);
});

test('every image is counted once, and the shares of a class that has images sum to one', () => {
  const reading = fc.tuple(fc.nat(3), fc.nat(3));
  fc.assert(
    fc.property(fc.array(reading), (readings) => {
      const cells = listCells(
        countConfusion(
          readings.map(([truth]) => truth),
          readings.map(([, predicted]) => predicted),
          4,
        ),
      );
      expect(cells.reduce((sum, { images }) => sum + images, 0)).toBe(readings.length);
      const seen = new Set(readings.map(([truth]) => truth)).size;
      expect(cells.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(seen, 9);
    }),
  );
});
