import { expect, test } from 'vitest';

import { windowsBroken } from '../../../src/base/messages/experiments.ts';
import { decodeWindows, encodeWindows } from '../../../src/experiments/datasets/window-file.ts';
import type { Windows, WindowSet } from '../../../src/experiments/datasets/windows.ts';
import { writeSafetensors } from '../../../src/experiments/weight-files/safetensors.ts';

function setOf(starts: readonly number[]): WindowSet {
  return {
    starts: Int32Array.from(starts),
    labels: Uint8Array.from(starts, (start) => start % 12),
    subjects: Uint8Array.from(starts, (start) => 1 + (start % 9)),
  };
}

function makeWindows(change: Partial<Windows> = {}): Windows {
  const rows = Float32Array.from({ length: 12 * 4 }, (_, index) => index / 7);
  return { channels: 4, length: 5, rows, training: setOf([0, 2, 5]), validation: setOf([7]), ...change };
}

test('what is written is read back, as views of the file where its place in memory allows', () => {
  const bytes = encodeWindows(makeWindows());
  const read = decodeWindows(bytes);
  expect(read).toEqual(makeWindows());
  expect(read.rows.buffer).toBe(bytes.buffer);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeWindows(shifted.subarray(3))).toEqual(makeWindows());
});

test('the same windows are the same bytes', () => {
  expect(encodeWindows(makeWindows())).toEqual(encodeWindows(makeWindows()));
});

test('no file cut short is read as if it were whole', () => {
  const bytes = encodeWindows(makeWindows());
  for (let length = 0; length < bytes.length; length += 1) {
    expect(() => decodeWindows(bytes.subarray(0, length))).toThrow('the file of windows cannot be read');
  }
});

test.each([
  [{ training: setOf([8]) }, 'a training window lies beyond its rows'],
  [{ validation: setOf([-1]) }, 'a validation window lies beyond its rows'],
  [
    { validation: { ...setOf([1]), labels: Uint8Array.of(12) } },
    'a validation window is of no known activity',
  ],
  [
    { training: { ...setOf([1]), labels: new Uint8Array(2) } },
    'its training windows have 1 starts, 2 labels and 1 subjects',
  ],
])('windows that cannot be are refused: %o', (change, reason) => {
  expect(() => decodeWindows(encodeWindows(makeWindows(change)))).toThrow(windowsBroken(reason));
});

test('a file of weights is no file of windows', () => {
  const weights = writeSafetensors({ rows: { shape: [1], values: Float32Array.of(1) } });
  expect(() => decodeWindows(weights)).toThrow(windowsBroken('its layout is not "windows 1"'));
});
