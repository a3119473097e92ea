import { readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { editFile } from '../support/edit-file.ts';
import { contentsOf } from '../support/folder-contents.ts';
import { buildLocked } from '../support/locked-report.ts';
import { copyFixtures, copyReport, type Run, runReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;
let lock: Run;

beforeAll(async () => {
  ({ folder: locked, lock } = await buildLocked());
});

const copyLocked = (): string => copyReport(locked);

const results = (folder: string): Map<string, string> => contentsOf(join(folder, 'results'));

describe('report lock', () => {
  test('writes a file a job, pictures and files that say so beside, durations apart', () => {
    expect(lock.stderr).toBe('');
    expect(lock.code).toBe(0);
    expect(lock.stdout).toContain('4 jobs: 4 new, 0 changed, 0 as before');
    expect([...results(locked).keys()]).toEqual([
      'document.json',
      'durations.json',
      'letters.json',
      'walk.long.json',
      'walk.long.nested.turns.bin',
      'walk.long.picture.png',
      'walk.short.2.json',
      'walk.short.2.nested.turns.bin',
      'walk.short.2.picture.png',
      'walk.short.json',
      'walk.short.nested.turns.bin',
      'walk.short.picture.png',
    ]);
    const walk = readFileSync(join(locked, 'results/walk.long.json'), 'utf8');
    expect(walk).toMatch(/\n {6}\{"step": 0, "height": -?\d\.\d{6,}\},\n/);
    expect(walk).toContain('"written": {\n    "steps": 9\n  }');
    expect(walk).toMatch(/"parameters": \{"steps": 9, "width": 1\}/);
    expect((JSON.parse(walk) as { results: object }).results).not.toHaveProperty('took');
    const { jobs } = JSON.parse(readFileSync(join(locked, 'results/durations.json'), 'utf8')) as {
      jobs: Record<string, { machine: object; run: object; durations: object }>;
    };
    expect(Object.keys(jobs['walk.short#2']!.durations)).toEqual([
      'took',
      'pauses',
      'history.seconds',
      'nested.deep',
    ]);
    expect(Object.keys(jobs['letters']!.run)).toEqual(['seconds', 'memory', 'beside']);
    expect(Object.keys(jobs['walk.long']!.machine)).toEqual(['cpu', 'cores', 'platform', 'node']);
  });

  test('says that nothing changes, and touches nothing', async () => {
    const path = join(locked, 'results/walk.long.json');
    const before = statSync(path).mtimeMs;
    const again = await runReport(['lock', locked]);
    const built = await runReport(['build', locked]);
    expect(built.stdout).toContain('numbers from results: all as locked, 13 durations apart; 0 published\n');
    expect(again.stdout).toBe('Nothing to change: the locked results of 4 jobs are those in the store.\n');
    expect(statSync(path).mtimeMs).toBe(before);
  });

  test('names the jobs that have no results', async () => {
    const folder = copyLocked();
    editFile(folder, '01.md', 'steps: 9', 'steps: 8');
    const before = results(folder);
    const run = await runReport(['lock', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/01\.md:6:3 result-is-stored {2}The store has no result of "walk\.long"/);
    expect(results(folder)).toEqual(before);
  });

  test('shows what changes, writes it only without --dry-run, and takes away what is gone', async () => {
    const folder = copyLocked();
    editFile(folder, '01.md', 'steps: 9}', 'steps: 8}');
    editFile(folder, '01.md', 'seeds: 2', 'seeds: 1');
    writeFileSync(join(folder, 'results/notes.json'), '{"mine": true}');
    const built = await runReport(['build', folder]);
    expect(built.stdout).toMatch(
      /: \d+ as locked, [1-9] not, 12 durations apart; 0 published\n {2}01\.md:\d+:\d+ {2}walk\.long\.given\.steps {2}8 \(locked: 9\)\n/,
    );
    const before = results(folder);
    const dry = await runReport(['lock', folder, '--dry-run']);
    expect(dry.stdout).toContain('Nothing was written.');
    expect(results(folder)).toEqual(before);
    const run = await runReport(['lock', folder]);
    expect(run.stdout).toMatch(
      /^walk\.long {2}parameters changed; \d results differ\n {2}parameters +steps 9 -> 8\n/,
    );
    expect(run.stdout).toMatch(/\n {2}end +-?\d+\.\d{6,} -> -?\d+\.\d{6,} \([+-][\d.e-]+, [+-][\d.]+%\)\n/);
    expect(run.stdout).toMatch(/\n {2}heights +9 -> 8 rows\n/);
    expect(run.stdout).toMatch(/\n {2}taken +9 -> 8 \(-1, -11\.1%\)\n/);
    expect(run.stdout).toContain('walk.short.2.json  removed');
    const names = [...results(folder).keys()];
    expect(names).not.toContain('walk.short.2.json');
    expect(names).not.toContain('walk.short.2.picture.png');
    expect(names).not.toContain('walk.short.2.nested.turns.bin');
    expect(names).toContain('notes.json');
    expect((await runReport(['build', folder, '--frozen'])).code).toBe(0);
  });
});

test('a build tells of locked files that it cannot read, and where they lead out of the report', async () => {
  const folder = copyLocked();
  editFile(folder, 'results/walk.long.json', '"written"', '"witten"');
  const run = await runReport(['build', folder]);
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/results\/walk\.long\.json:1:1 lock-is-whole \(warning\) .*cannot be used/);
  const outside = copyFixtures();
  renameSync(join(folder, 'results'), join(outside, 'results'));
  symlinkSync(join(outside, 'results'), join(folder, 'results'));
  const led = await runReport(['build', folder]);
  expect(led.code).toBe(1);
  expect(led.stderr).toContain('"results" leads out of the report');
});

test('a build tells the numbers that differ with those locked, and counts the others as locked', async () => {
  const folder = copyLocked();
  editFile(folder, '01.md', '{label: Long, steps: 9}', '{label: Long, steps: 9, width: 2}');
  const { stdout } = await runReport(['build', folder]);
  expect(stdout).toMatch(/: [1-9]\d* as locked, [1-9]\d* not, /);
  expect(stdout).toMatch(/ {2}\S+ \(locked: [−\d]/);
  expect(stdout).not.toContain('(locked: nothing)');
});
