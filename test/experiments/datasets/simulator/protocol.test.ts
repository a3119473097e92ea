import { expect, test } from 'vitest';

import { createRandom } from '../../../../src/base/random.ts';
import { allotWindows, planBouts } from '../../../../src/experiments/datasets/simulator/protocol.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const subjects = [1, 2, 3, 4, 5, 6, 7, 8, 9];

test('the windows are as many as published, and as many of rope jumping', () => {
  const [training, validation] = [allotWindows(false), allotWindows(true)];
  expect(sum(training.values())).toBe(9466);
  expect(sum(validation.values())).toBe(3478);
  expect(sum([...training].filter(([key]) => key.endsWith('/24')).map(([, windows]) => windows))).toBe(275);
  expect(new Set([...validation.keys()].map((key) => key[0]))).toEqual(new Set(['5', '6']));
});

test('windows follow the seconds: subject 2 walks longest, subject 6 hardly jumps, subject 9 does nothing else', () => {
  const training = allotWindows(false);
  // 325.32 s at 33.3 kept rows a second and 50 rows a window.
  expect(Math.abs(training.get('2/4')! - 325.32 / 1.5)).toBeLessThan(1.1);
  expect(allotWindows(true).get('6/24')).toBeLessThanOrEqual(2);
  expect([...training.keys()].filter((key) => key.startsWith('9'))).toEqual(['9/24']);
});

test.each(subjects)(
  'each bout of subject %i gives its windows, with no activity on both sides of it',
  (subject) => {
    const bouts = planBouts(subject, createRandom(1));
    expect(bouts.map(({ activity }) => activity > 0)).toEqual(bouts.map((_, index) => index % 2 === 1));
    expect(bouts.at(-1)!.activity).toBe(0);
    expect(bouts.every(({ rows }) => rows % 3 === 0)).toBe(true);
    const windows = new Map<number, number>();
    for (const { activity, rows } of bouts.filter(({ activity }) => activity > 0)) {
      windows.set(activity, (windows.get(activity) ?? 0) + Math.floor((rows / 3 - 100) / 50) + 1);
    }
    const allotted = allotWindows([5, 6].includes(subject));
    for (const [activity, count] of windows) expect(count).toBe(allotted.get(`${subject}/${activity}`));
  },
);

test('labelled rows are those of PAMAP2, within a hundredth', () => {
  const rows = subjects.map((subject) =>
    sum(
      planBouts(subject, createRandom(1))
        .filter(({ activity }) => activity > 0)
        .map(({ rows }) => rows),
    ),
  );
  expect(Math.abs(sum(rows) / 1_942_872 - 1)).toBeLessThan(0.01);
});
