import fc from 'fast-check';
import { expect, test } from 'vitest';

import { digestJson } from '../../src/base/digest.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

test('canonical JSON says what was given', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order of names changes no digest', () => {
  const reverse = (value: Json): Json => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item: Json) => reverse(item));
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, item]) => [name, reverse(item)]),
    );
  };
  fc.assert(
    fc.property(json, (value) => {
      expect(digestJson(reverse(value))).toBe(digestJson(value));
    }),
  );
});

test('a number that JSON cannot hold is refused, not written as null', () => {
  expect(() => canonicalJson({ f1: Number.NaN })).toThrow(RangeError);
});
