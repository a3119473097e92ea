import { expect, test } from 'vitest';

import { readLocksOnce } from '../../src/lock/read-once.ts';
import type { LockedResults, LockReader } from '../../src/lock/read-locks.ts';

test('a job’s locked results are read once and checked once, whoever asks, and each job’s its own', async () => {
  const asked: string[] = [];
  const foundOf = (job: string) => ({ locked: { job } }) as LockedResults;
  const reader: LockReader = {
    read: (job: string) => Promise.resolve(asked.push(`read ${job}`) > 0 ? foundOf(job) : null),
    checkBeside: ({ locked }: LockedResults) =>
      Promise.resolve(asked.push(`check ${locked.job}`) > 0 ? [] : []),
    durations: () => Promise.resolve(new Map()),
    looksLocked: () => Promise.resolve(true),
    list: () => Promise.resolve([]),
    pathOf: (file: string) => `results/${file}`,
  };
  const once = readLocksOnce(reader);
  const first = await once.read('mlp.wide');
  expect(await once.read('mlp.wide')).toBe(first);
  expect(await once.read('mlp.deep')).toEqual(foundOf('mlp.deep'));
  await once.checkBeside(foundOf('mlp.wide'));
  await once.checkBeside(foundOf('mlp.wide'));
  expect(asked).toEqual(['read mlp.wide', 'read mlp.deep', 'check mlp.wide']);
  expect(once.pathOf('mlp.wide.json')).toBe('results/mlp.wide.json');
});
