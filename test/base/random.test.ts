import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createRandom, seedFor } from '../../src/base/random.ts';

test('equal seeds give equal streams, and a fork leaves its parent as it was', () => {
  const [one, other] = [createRandom(7), createRandom(7)];
  other.fork('dropout').uniform();
  expect([one.uniform(), one.normal()]).toEqual([other.uniform(), other.normal()]);
});

test('uniform numbers have the mean and spread of a uniform distribution', () => {
  const random = createRandom(2017);
  const drawn = Array.from({ length: 20_000 }, () => random.uniform());
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
});

test('a permutation holds every index once', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(200), (seed, length) => {
      const order = [...createRandom(seed).permutation(length)].sort((a, b) => a - b);
      expect(order).toEqual(Array.from({ length }, (_, index) => index));
    }),
  );
});

test('another job has another seed', () => {
  expect(seedFor(1, 'mlp.wide')).not.toBe(seedFor(1, 'mlp.narrow'));
  expect(seedFor(1, 'mlp.wide')).toBe(seedFor(1, 'mlp.wide'));
});
