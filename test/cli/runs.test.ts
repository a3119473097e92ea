import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { measureIsMissing } from '../../src/base/messages/language.ts';
import type { JobLine } from '../../src/jobs.ts';
import { type DurationsFile, readDurationsFile, writeDurations } from '../../src/lock/durations-file.ts';
import { copyFixtures, runReport } from '../support/run-report.ts';

let folder: string;

beforeAll(async () => {
  folder = copyFixtures('reports/locked');
  await runReport(['build', folder]);
  await runReport(['lock', folder]);
});

test('--seeds runs more of every case where seeds are asked for; what they give is not locked', async () => {
  const built = await runReport(['build', folder, '--seeds', '3']);
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

test('on a fresh clone jobs are expected to take what they took when they were locked', async () => {
  rmSync(join(folder, '.cache'), { recursive: true });
  const listed = JSON.parse((await runReport(['jobs', folder, '--json'])).stdout) as JobLine[];
  const locked = readDurationsFile(readFileSync(join(folder, 'results/durations.json'), 'utf8'));
  expect(listed).toHaveLength(4);
  for (const { job, seconds } of listed)
    expect(seconds).toBe((locked as DurationsFile).get(job)?.run?.seconds);
});

test('durations locked before runs were measured are taken, and a run that is named is told to be missing', async () => {
  const path = join(folder, 'results/durations.json');
  const file = readDurationsFile(readFileSync(path, 'utf8')) as DurationsFile;
  const older = [...file].map(([job, { run: _, ...rest }]) => [job, rest] as const);
  writeFileSync(path, writeDurations(new Map(older)));
  const run = await runReport(['build', folder, '--frozen']);
  for (const name of ['seconds', 'memory', 'beside'])
    expect(run.stderr).toContain(measureIsMissing(`walk.long.run.${name}`));
  expect(run.stderr).toContain('3 mistakes.');
});
