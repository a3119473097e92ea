import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  readSafetensors,
  writeSafetensors,
  type StoredTensors,
} from '../../../src/experiments/weight-files/safetensors.ts';

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const tensor = shapes.chain((shape) => {
  const length = shape.reduce((product, size) => product * size, 1);
  return fc.float32Array({ minLength: length, maxLength: length }).map((values) => ({ shape, values }));
});
const tensors: fc.Arbitrary<StoredTensors> = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== '__metadata__' && name !== '__proto__'),
  tensor,
  { noNullPrototype: true },
);

test('what is written is read back, bit for bit', () => {
  fc.assert(
    fc.property(tensors, (given) => {
      expect(readSafetensors(writeSafetensors(given))).toEqual(given);
    }),
  );
});

test('no file cut short is read as if it were whole', () => {
  fc.assert(
    fc.property(tensors, fc.nat(), (given, cut) => {
      const bytes = writeSafetensors(given);
      const kept = cut % bytes.length;
      expect(() => readSafetensors(bytes.subarray(0, kept))).toThrow('safetensors');
    }),
  );
});

test('writes the format as it is specified', () => {
  const bytes = writeSafetensors({ a: { shape: [2], values: Float32Array.of(1, -2) } });
  const header = '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'.padEnd(56);
  expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(bytes.subarray(8, 64))).toBe(header);
  expect([...bytes.subarray(64)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test('skips the metadata that other writers add', () => {
  const header = new TextEncoder().encode(
    '{"__metadata__":{"by":"x"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}',
  );
  const bytes = Uint8Array.from([header.length, 0, 0, 0, 0, 0, 0, 0, ...header, 0, 0, 0x80, 0x3f]);
  expect(readSafetensors(bytes)).toEqual({ a: { shape: [], values: Float32Array.of(1) } });
});

test('says what is wrong with a header', () => {
  const file = (header: string): Uint8Array => {
    const text = new TextEncoder().encode(header);
    return Uint8Array.from([text.length, 0, 0, 0, 0, 0, 0, 0, ...text]);
  };
  expect(() => readSafetensors(file('{"a":'))).toThrow('no JSON object');
  expect(() => readSafetensors(file('[]'))).toThrow('no JSON object');
  expect(() => readSafetensors(file('{"a":null}'))).toThrow('"a" holds undefined');
  expect(() => readSafetensors(file('{"a":{"dtype":"BF16"}}'))).toThrow('"a" holds BF16, not F32, I32 or U8');
  expect(() => readSafetensors(file('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}'))).toThrow(
    '8 bytes for 3',
  );
});
