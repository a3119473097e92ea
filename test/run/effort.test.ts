import { expect, test } from 'vitest';

import { createEffortMeter } from '../../src/run/effort.ts';

test('effort counts what was taken before a checkpoint', () => {
  const meter = createEffortMeter();
  const first = meter.read();
  expect(first.seconds).toBeLessThan(1);
  // A process of Node holds this much at least.
  expect(first.memory).toBeGreaterThan(20);
  meter.goOnFrom({ seconds: 100, memory: 1e6 });
  const { seconds, memory } = meter.read();
  expect(seconds).toBeGreaterThan(100);
  expect(memory).toBe(1e6);
});
