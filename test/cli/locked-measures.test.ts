import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { measureIsMissing } from '../../src/base/messages/language.ts';
import type { JobLine } from '../../src/jobs.ts';
import { type DurationsFile, readDurationsFile, writeDurations } from '../../src/lock/durations-file.ts';
import { editFile } from '../support/edit-file.ts';
import { copyFixtures, runReport } from '../support/run-report.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = copyFixtures('shared');
  path = join(folder, 'results/durations.json');
  writeFileSync(join(folder, 'report.yaml'), 'title: Measured\n');
  const text = ':::experiment{#all task=constants}\n:::\n\nIt took :value[all.run.seconds].\n';
  writeFileSync(join(folder, '01.md'), text);
  await runReport(['build', folder]);
  await runReport(['lock', folder]);
});

const readLocked = (): DurationsFile => readDurationsFile(readFileSync(path, 'utf8')) as DurationsFile;

test('on a fresh clone a job is expected to take what it took when it was locked', async () => {
  rmSync(join(folder, '.cache'), { recursive: true });
  const { stdout } = await runReport(['jobs', folder, '--json']);
  const [{ seconds }] = JSON.parse(stdout) as [JobLine];
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBe(readLocked().get('all')?.run?.seconds);
});

test('durations that were locked before runs were measured still do, save where a run is named', async () => {
  const older = [...readLocked()].map(([job, { run: _, ...rest }]) => [job, rest] as const);
  writeFileSync(path, writeDurations(new Map(older)));
  const run = await runReport(['build', folder, '--frozen']);
  expect(run.stderr).toContain(measureIsMissing('all.run.seconds'));
  editFile(folder, '01.md', 'all.run.seconds', 'all.took');
  expect((await runReport(['build', folder, '--frozen'])).stderr).toBe('');
});
