import { beforeAll, expect, test } from 'vitest';

import { copyFixtures, type Run, runReport } from '../support/run-report.ts';

let folder: string;
let built: Run;

beforeAll(async () => {
  folder = copyFixtures('reports/locked');
  await runReport(['build', folder]);
  await runReport(['lock', folder]);
  built = await runReport(['build', folder, '--seeds', '3']);
});

test('--seeds runs more of every case where seeds are asked for; what they give is not locked', async () => {
  expect(built.stderr).toContain('walk.short#3');
  expect(built.stderr).toContain('walk.long#3');
  expect(built.stdout).toContain('7 jobs: 3 ran, 4 from the store');
  expect(built.stdout).toMatch(/: \d+ as locked, 1 not locked, 13 durations apart/);
  const locked = await runReport(['lock', folder]);
  expect(locked.stdout).toContain('Nothing to change: the locked results of 4 jobs');
});

test('a wrong number of seeds, and seeds of what is locked, are refused in words', async () => {
  const wrong = await runReport(['build', folder, '--seeds', '0']);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--seeds')]);
  const frozen = await runReport(['build', folder, '--seeds', '2', '--frozen']);
  expect([frozen.code, frozen.stderr]).toEqual([2, expect.stringContaining('--frozen')]);
});
