import { expect, test } from 'vitest';

import { createRandom } from '../../../../src/base/random.ts';
import { activityColumn, rowColumns } from '../../../../src/experiments/datasets/channels.ts';
import {
  simulateRecording,
  type Listener,
} from '../../../../src/experiments/datasets/simulator/simulate-recording.ts';

const diversity = { individuality: 0.3, posture: 0.017, mounting: 0.12, tempo: 0.05, vigour: 0.15 };

/** The rows of subject 109, the shortest recording, of which every `each`th is wanted; keyed by their number. */
function listen(each: number, seed = 1): Map<number, Float64Array> {
  const rows = new Map<number, Float64Array>();
  let next = 0;
  const listener: Listener = {
    subject: (id) => {
      expect(id).toBe(109);
    },
    wanted: () => next % each === 0,
    row: (values) => rows.set(next++, Float64Array.from(values)),
    skip: () => (next += 1),
  };
  simulateRecording(listener, 9, { ...diversity, random: createRandom(seed) });
  return rows;
}

const all = listen(1);
const rows = [...all.values()];
const column = (index: number): number[] => rows.map((row) => row[index]!);

test('rows are the same, whether or not those between them are wanted', () => {
  for (const [number, values] of listen(3)) expect(values).toEqual(all.get(number));
});

test('the same seed gives the same rows, another one others', () => {
  expect(listen(3)).toEqual(listen(3));
  expect([...listen(3, 2).values()][0]).not.toEqual(rows[0]);
});

test('time goes on by a hundredth of a second, with two decimals as in the files', () => {
  const times = column(0);
  expect(times[0]).toBeGreaterThanOrEqual(5);
  expect(times.every((time, row) => time === Math.round(times[0]! * 100 + row) / 100)).toBe(true);
});

test('rope jumping stands between rows of no activity', () => {
  const runs = column(activityColumn).filter((id, row, ids) => row === 0 || id !== ids[row - 1]);
  expect(runs).toEqual([0, 24, 0]);
});

test('a heart rate arrives in one row of eleven, and rises slowly while jumping', () => {
  const rates = column(2);
  expect(rates.every((rate, row) => Number.isNaN(rate) === (row % 11 !== 0))).toBe(true);
  const jumping = rates.filter((rate, row) => rate > 0 && rows[row]![activityColumn] === 24);
  expect(jumping.every((rate) => Number.isInteger(rate) && rate > 40 && rate < 210)).toBe(true);
  expect(jumping.at(-1)!).toBeGreaterThan(jumping[0]! + 20);
});

test('a unit that loses packets loses all of its columns, for up to 1.5 s and about a row in a hundred', () => {
  for (const unit of [0, 1, 2]) {
    const lost = rows.map((row) => [...row.slice(3 + 17 * unit, 20 + 17 * unit)].filter(Number.isNaN).length);
    expect(new Set(lost)).toEqual(new Set([0, 17]));
    const share = lost.filter((count) => count > 0).length / lost.length;
    expect(share).toBeGreaterThan(0.002);
    expect(share).toBeLessThan(0.05);
    const longest = Math.max(
      ...lost
        .map((count) => (count > 0 ? 'x' : ' '))
        .join('')
        .split(' ')
        .map(({ length }) => length),
    );
    expect(longest).toBeLessThanOrEqual(150);
  }
});

test('what is there is what sensors can say', () => {
  for (const row of rows.filter((_, number) => number % 11 === 3)) {
    expect(row).toHaveLength(rowColumns);
    for (const start of [3, 20, 37]) {
      if (Number.isNaN(row[start])) continue;
      const [temperature, ...moving] = row.slice(start, start + 13);
      expect(temperature! > 20 && temperature! < 40).toBe(true);
      expect(moving.slice(0, 3).every((value) => Math.abs(value) <= 16 * 9.81)).toBe(true);
      expect(moving.slice(3, 6).every((value) => Math.abs(value) <= 6 * 9.81)).toBe(true);
      const square = row.slice(start + 13, start + 17).reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(square - 1)).toBeLessThan(1e-12);
    }
  }
});

test('a unit at rest feels gravity and the field of the earth', () => {
  const mean = (from: number): number => {
    const sizes = rows
      .filter((row) => !Number.isNaN(row[from]))
      .map((row) => Math.sqrt(row[from]! ** 2 + row[from + 1]! ** 2 + row[from + 2]! ** 2));
    return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  };
  expect(Math.abs(mean(20 + 10) - 48)).toBeLessThan(8);
  expect(mean(20 + 1)).toBeGreaterThan(9);
});
