import { totalmem } from 'node:os';

import { expect, test } from 'vitest';

import { freeMemory, idleFiles } from '../../src/run/free-memory.ts';

test('files that a container has read and nobody uses count as free', () => {
  expect(idleFiles('anon 5000\ninactive_file 2048\nactive_file 99\n')).toBe(2048);
  expect(idleFiles('inactive_file 1\nrss 3\ntotal_inactive_file 4096\n')).toBe(4096);
  expect(idleFiles('anon 5000\n')).toBe(0);
});

test('there is some memory to be had, and no more than the machine has', () => {
  const free = freeMemory();
  expect(free).toBeGreaterThan(10);
  expect(free).toBeLessThanOrEqual(totalmem() / 1024 ** 2);
});
