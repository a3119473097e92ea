import { expect, test } from 'vitest';

import type { ResultSpecs } from '../../src/base/kinds.ts';
import { notFinite, severalNotFinite } from '../../src/base/messages/run.ts';
import { checkResults, joinNotFinite } from '../../src/run/check-result.ts';

const specs: ResultSpecs = { list: { kind: 'series', of: { kind: 'metric' } }, n: { kind: 'count' } };
const told = (list: readonly number[], n = 1): string[] =>
  joinNotFinite(checkResults(specs, { list, n })).map(({ message }) => message);

test('numbers that are not finite are told in one sentence', () => {
  expect(told([0, Number.NaN])).toEqual([notFinite('list[1]', Number.NaN)]);
  expect(told([Number.NaN, Infinity])).toEqual([severalNotFinite(['list[0]', 'list[1]'], 0)]);
  const [message, other] = told(Array<number>(6).fill(Number.NaN), 1.5);
  expect(message).toBe(severalNotFinite(['list[0]', 'list[1]', 'list[2]'], 3));
  expect(message).toContain('and 3 more');
  expect(other).toContain('"n"');
});
