import fc from 'fast-check';
import { expect, test } from 'vitest';

import { activities } from '../../../src/experiments/datasets/activities.ts';
import { createWindowCutter, type SubjectCounts } from '../../../src/experiments/datasets/window-cutter.ts';
import { windowLabels, type Windows, type WindowSet } from '../../../src/experiments/datasets/windows.ts';

/** Rows of one activity, one after another; `pause` seconds pass before the first, beside the usual 0.01. */
interface Stretch {
  activity: number;
  rows: number;
  pause: number;
}

interface Recording {
  subject: number;
  stretches: readonly Stretch[];
}

/** Changes a row, given its place in the recording. */
type Measure = (place: number, values: Float64Array) => void;

/** Tells recordings to a cutter. Channel 0 holds the row's place in the recording. */
function cut(
  recordings: readonly Recording[],
  measure: Measure = () => undefined,
): { windows: Windows; counts: readonly SubjectCounts[] } {
  const cutter = createWindowCutter();
  for (const { subject, stretches } of recordings) {
    cutter.subject(subject);
    for (const { activity, time, place } of rowsOf(stretches)) {
      const values = new Float64Array(54).fill(1);
      values.set([time, activity, place]);
      measure(place, values);
      if (cutter.wanted()) cutter.row(values);
      else cutter.skip(activity);
    }
  }
  const counts = cutter.counts();
  return { windows: cutter.finish(), counts };
}

function* rowsOf(
  stretches: readonly Stretch[],
): Generator<{ activity: number; time: number; place: number }> {
  let [place, time] = [0, 5];
  for (const { activity, rows, pause } of stretches) {
    time += pause;
    for (let row = 0; row < rows; row += 1, place += 1) {
      time += 0.01;
      yield { activity, time, place };
    }
  }
}

const still = (rows: number): Stretch => ({ activity: 1, rows, pause: 0 });

const stretch: fc.Arbitrary<Stretch> = fc.record({
  activity: fc.constantFrom(0, 1, 1, 2, 2, 7, 24, 9),
  rows: fc.integer({ min: 1, max: 500 }),
  pause: fc.constantFrom(0, 0, 0, 0.05, 0.2),
});
const recordings: fc.Arbitrary<Recording[]> = fc
  .uniqueArray(fc.integer({ min: 102, max: 109 }), { minLength: 1, maxLength: 3 })
  .chain((subjects) =>
    fc.tuple(
      ...subjects.map((subject) =>
        fc.record({
          subject: fc.constant(subject),
          stretches: fc.array(stretch, { minLength: 1, maxLength: 8 }),
        }),
      ),
    ),
  );

/** The rule once more, slowly: places of the kept rows of each piece, with their activities. */
function keptPieces({ stretches }: Recording): { place: number; activity: number }[][] {
  const pieces: { place: number; activity: number }[][] = [[]];
  let lookedAt = 5;
  for (const { activity, time, place } of rowsOf(stretches)) {
    const isKept = activities.some(({ id }) => id === activity);
    // Of the time between two rows looked at the pauses of all rows between are a part.
    const isAfterGap = place % 3 === 0 && time - lookedAt > 0.1;
    if (!isKept || isAfterGap) pieces.push([]);
    if (place % 3 !== 0) continue;
    lookedAt = time;
    if (isKept) pieces.at(-1)?.push({ place, activity });
  }
  return pieces;
}

interface Expected {
  first: number;
  label: number;
  subject: number;
}

function expectedWindows(given: readonly Recording[], validates: boolean): Expected[] {
  const own = given.filter(({ subject }) => [105, 106].includes(subject) === validates);
  return own.flatMap((recording) =>
    keptPieces(recording).flatMap((piece) => {
      const windows: Expected[] = [];
      for (let start = 0; start + 100 <= piece.length; start += 50) {
        const ids = piece.slice(start, start + 100).map(({ activity }) => activity);
        const often = (id: number): number => ids.filter((each) => each === id).length;
        const label = [...ids].sort((a, b) => often(b) - often(a) || ids.indexOf(a) - ids.indexOf(b))[0];
        windows.push({
          first: piece[start]!.place,
          label: activities.findIndex(({ id }) => id === label),
          subject: recording.subject - 100,
        });
      }
      return windows;
    }),
  );
}

/** Places in the recording of the rows of each window, from channel 0 and two rows whose places are known. */
function windowPlaces({ rows, channels, length }: Windows, { starts }: WindowSet): number[][] {
  const [zero, three] = [rows[0]!, rows[channels]!];
  return Array.from(starts, (start) =>
    Array.from({ length }, (_, row) =>
      Math.round((3 * (rows[(start + row) * channels]! - zero)) / (three - zero)),
    ),
  );
}

test('windows are where the rule has them, each of 100 rows on end, with the label of most of them', () => {
  const first = { subject: 101, stretches: [still(6)] };
  fc.assert(
    fc.property(recordings, (others) => {
      const given = [first, ...others];
      const { windows } = cut(given);
      for (const [set, validates] of [
        [windows.training, false],
        [windows.validation, true],
      ] as const) {
        const expected = expectedWindows(given, validates);
        const onEnd = Array.from({ length: 100 }, (_, row) => 3 * row);
        expect(windowPlaces(windows, set)).toEqual(
          expected.map(({ first }) => onEnd.map((row) => first + row)),
        );
        expect([...set.labels]).toEqual(expected.map(({ label }) => label));
        expect([...set.subjects]).toEqual(expected.map(({ subject }) => subject));
      }
      const [training, validation] = [windows.training.labels, windows.validation.labels];
      expect([...windowLabels(windows)]).toEqual([...training, ...validation]);
    }),
    { numRuns: 40 },
  );
});

test('pauses that are no gap each are one where they fall between the same two rows', () => {
  const stretches = [
    still(298),
    { activity: 1, rows: 1, pause: 0.05 },
    { activity: 1, rows: 301, pause: 0.05 },
  ];
  const { windows } = cut([{ subject: 101, stretches }]);
  expect([...windows.training.starts]).toEqual([0, 100]);
  expect([...cut([{ subject: 101, stretches: [still(600)] }]).windows.training.starts]).toEqual([0, 50, 100]);
});

test('the kept rows of the subjects that train have mean 0 and standard deviation 1', () => {
  const given = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 4, maxLength: 40 });
  fc.assert(
    fc.property(given, fc.float({ min: -5000, max: 5000, noNaN: true }), (values, offset) => {
      fc.pre(Math.max(...values) - Math.min(...values) > 1);
      const { windows } = cut(
        [
          { subject: 109, stretches: [{ activity: 3, rows: values.length * 3, pause: 0 }] },
          { subject: 105, stretches: [{ activity: 3, rows: 30, pause: 0 }] },
        ],
        (place, row) => {
          row[10] = (values[Math.floor(place / 3)] ?? 0) + offset;
        },
      );
      const column = values.map((_, row) => windows.rows[row * 52 + 8]!);
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      const square = column.reduce((sum, value) => sum + value * value, 0) / column.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(square).toBeCloseTo(1, 5);
    }),
    { numRuns: 50 },
  );
});

test('a missing value is the last known one of the recording, before the first the first', () => {
  const known = new Map([
    [6, 10],
    [8, 99],
    [15, 30],
  ]);
  const { windows, counts } = cut(
    [
      { subject: 101, stretches: [still(12), { activity: 0, rows: 6, pause: 0 }, still(6)] },
      { subject: 102, stretches: [still(6)] },
    ],
    (place, row) => {
      row[2] = known.get(place) ?? Number.NaN;
      row[3] = Number.NaN;
      row[4] = 7;
    },
  );
  // Kept are rows 0, 3, 6, 9 and 18, 21; row 8 is none of every third, row 15 is looked at though of no activity.
  const heart = Array.from({ length: 8 }, (_, row) => windows.rows[row * 52]!);
  const [ten, thirty] = [heart[0]!, heart[4]!];
  expect(heart).toEqual([ten, ten, ten, ten, thirty, thirty, 0, 0]);
  // 4 of 10 and 2 of 30: mean 50/3; the second subject's are not known and count for nothing.
  expect(ten / thirty).toBeCloseTo(-0.5, 6);
  // Nowhere known, and constant.
  expect(windows.rows.filter((_, at) => at % 52 === 1 || at % 52 === 2)).toEqual(new Float32Array(16));
  expect(counts).toEqual([
    { subject: 101, validates: false, read: 24, transient: 6, kept: 6, filled: 5 + 6 },
    { subject: 102, validates: false, read: 6, transient: 0, kept: 2, filled: 2 + 2 },
  ]);
});

test('a constant channel is 0 where it was measured and keeps its distance elsewhere', () => {
  const recordings = [
    { subject: 101, stretches: [still(300)] },
    { subject: 105, stretches: [still(3)] },
  ];
  let told = 0;
  const { windows } = cut(recordings, (_, row) => {
    row[5] = told < 300 ? 0.1 : 2.1;
    told += 1;
  });
  const column = windows.rows.filter((_, at) => at % 52 === 3);
  expect(column.subarray(0, 100)).toEqual(new Float32Array(100));
  expect(column[100]).toBeCloseTo(2, 6);
});

test('rows of no activity between kept ones part windows, even where none of them is looked at', () => {
  const whole = cut([{ subject: 101, stretches: [still(600)] }]);
  const parted = cut([
    { subject: 101, stretches: [still(295), { activity: 0, rows: 1, pause: 0 }, still(304)] },
  ]);
  expect([...whole.windows.training.starts]).toEqual([0, 50, 100]);
  expect([...parted.windows.training.starts]).toEqual([99]);
});

test('a recording told twice, or of nobody, is refused', () => {
  const cutter = createWindowCutter();
  cutter.subject(101);
  expect(() => {
    cutter.subject(101);
  }).toThrow('subject 101 has two recordings');
  expect(() => {
    cutter.subject(110);
  }).toThrow('there is no subject 110');
});
