import fc from 'fast-check';
import { expect, test } from 'vitest';

import { idxTooShort, idxWrongLength, idxWrongMagic } from '../../../src/base/messages/experiments.ts';
import { readIdx } from '../../../src/experiments/datasets/idx.ts';

/** An IDX file of unsigned bytes. */
function writeIdx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint32(0, 0x0800 + shape.length);
  shape.forEach((size, index) => {
    header.setUint32(4 + 4 * index, size);
  });
  return Uint8Array.from([...new Uint8Array(header.buffer), ...values]);
}

test('reads back what an IDX file holds, wherever it lies in its buffer', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 7 }), (shape, offset) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const values = Uint8Array.from({ length: count }, (_, index) => (index * 7 + 1) % 256);
      const file = writeIdx(shape, values);
      const buffer = new Uint8Array(offset + file.length);
      buffer.set(file, offset);
      expect(readIdx('x', buffer.subarray(offset), shape.length)).toEqual({ shape, values });
    }),
  );
});

test('refuses a file cut short in its header, whatever the length', () => {
  const file = writeIdx([2, 3], new Uint8Array(6));
  for (const length of [0, 3, 4, 11]) {
    expect(() => readIdx('x', file.subarray(0, length), 2)).toThrow(idxTooShort('x', length));
  }
});

test('refuses content that is cut short or has a tail', () => {
  const file = writeIdx([2, 3], new Uint8Array(6));
  expect(() => readIdx('x', file.subarray(0, -1), 2)).toThrow(idxWrongLength('x', 6, 5));
  expect(() => readIdx('x', Uint8Array.from([...file, 0]), 2)).toThrow(idxWrongLength('x', 6, 7));
});

test('refuses another magic number: labels given for images, a gzip file', () => {
  const labels = writeIdx([4], new Uint8Array(4));
  expect(() => readIdx('x', labels, 3)).toThrow(idxWrongMagic('x', 0x0801, 3));
  const gzip = Uint8Array.from([0x1f, 0x8b, 8, 0, ...new Uint8Array(20)]);
  expect(() => readIdx('x', gzip, 3)).toThrow('0x1f8b0800');
});
