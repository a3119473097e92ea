import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { editFile } from '../support/edit-file.ts';
import { contentsOf } from '../support/folder-contents.ts';
import { buildLocked } from '../support/locked-report.ts';
import { copyFixtures, copyReport, runApart, runReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;

beforeAll(async () => {
  ({ folder: locked } = await buildLocked());
});

const copyLocked = (): string => copyReport(locked);

const editing =
  (name: string, from: string, to: string) =>
  (folder: string): void => {
    editFile(folder, name, from, to);
  };

const results = (folder: string): Map<string, string> => contentsOf(join(folder, 'results'));

describe('report build --frozen', () => {
  test('gives the bytes that were locked: store empty, no data, no engine, nothing executed', async () => {
    const folder = copyLocked();
    for (const name of ['.cache', 'dist', 'data/letters.txt'])
      rmSync(join(folder, name), { recursive: true });
    const run = await runApart(['build', folder, '--frozen'], { env: { PATH: '/nowhere' } });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('4 jobs, all from the locked results');
    expect(contentsOf(join(folder, 'dist'))).toEqual(contentsOf(join(locked, 'dist')));
    const made = readdirSync(join(folder, '.cache/made'));
    expect(made).not.toContain('declaration');
    expect(existsSync(join(folder, '.cache/store'))).toBe(false);
  });

  const changes: [reason: string, change: (folder: string) => void, told: RegExp][] = [
    [
      'code',
      editing('tasks/count-letters.ts', 'length - skip', 'length + skip'),
      /"letters" are of other code than.*\n\s+code +[0-9a-f]{12} -> [0-9a-f]{12}/,
    ],
    [
      'a parameter changed',
      editing('01.md', 'steps: 9', 'steps: 8'),
      /01\.md:6:3 lock-fits .*"walk\.long" are of other parameters than.*\n\s+parameters +steps 9 -> 8/,
    ],
    [
      'a parameter added',
      editing('01.md', 'inputs: {walk', 'skip: 1\ninputs: {walk'),
      /"letters" are of other parameters than.*\n\s+parameters +skip 0 -> 1/,
    ],
    [
      'a parameter removed',
      editing('01.md', 'steps: 5\n', ''),
      /"walk\.short" are of other parameters than.*\n\s+parameters +steps 5 -> none/,
    ],
    ['seed', editing('report.yaml', 'seed: 7', 'seed: 8'), /"walk\.short#2" are of other seed than/],
    ['data', editing('data/alphabet.yaml', '72399361da6a', '000000000000'), /data-is-whole/],
    [
      'data without its file',
      (folder) => {
        rmSync(join(folder, 'data/letters.txt'));
        editFile(folder, 'data/alphabet.yaml', '72399361da6a', '000000000000');
      },
      /"letters" are of other data than/,
    ],
    [
      'packages',
      editing('tasks/count-letters.ts', "from 'zod';", "from 'zod';\nimport 'd3-format';"),
      /"letters" are of other code and packages than.*\n.*\n\s+packages +d3-format none -> /,
    ],
    [
      'inputs',
      editing('01.md', 'walk: walk.long.heights', 'walk: walk.short.heights'),
      /"letters" are of other inputs than/,
    ],
    [
      'a job without locked results',
      editing('01.md', '  long: {', '  longer: {steps: 20}\n  long: {'),
      /01\.md:6:3 lock-is-there {2}There are no locked results of "walk\.longer".*npm run lock/,
    ],
  ];

  test.each(changes)('refuses: %s', async (_reason, change, told) => {
    const folder = copyLocked();
    change(folder);
    const run = await runReport(['build', folder, '--frozen']);
    expect(run.stderr).toMatch(told);
    expect(run.code).toBe(1);
    expect(contentsOf(join(folder, 'dist'))).toEqual(contentsOf(join(locked, 'dist')));
  });

  test('does not mind a default written out, a label, or prose', async () => {
    const folder = copyLocked();
    editFile(folder, '01.md', '{label: Long, steps: 9}', '{label: Longer, steps: 9, width: 1}');
    appendFileSync(join(folder, '01.md'), '\nFurther words.\n');
    expect((await runReport(['build', folder, '--frozen'])).stderr).toBe('');
  });

  test('does not execute a stranger’s task', async () => {
    const folder = copyLocked();
    appendFileSync(join(folder, 'tasks/count-letters.ts'), "\nthrow new Error('executed');\n");
    for (const command of ['build', 'check']) {
      const run = await runReport([command, folder, '--frozen']);
      expect(run.stderr).toContain('lock-fits');
      expect(run.stderr).not.toContain('executed');
    }
    // Evaluated by a build that may execute it.
    expect((await runReport(['build', folder])).stderr).toContain('executed');
  });

  const damages: [name: string, file: string, damage: (text: Buffer) => Buffer | string, told: string][] = [
    ['cut off', 'letters.json', (text) => text.subarray(0, text.length / 2), 'cut off, or no JSON'],
    ['with a NUL byte', 'letters.json', (text) => `\0${text.toString()}`, 'cut off, or no JSON'],
    ['empty', 'letters.json', () => '', 'cut off, or no JSON'],
    [
      'edited by hand',
      'letters.json',
      (text) => text.toString().replace('"bytes": 10', '"bytes": 11'),
      'not what was locked',
    ],
    [
      'of another version',
      'letters.json',
      (text) => text.toString().replace('"version": 1', '"version": 2'),
      'format 2',
    ],
    [
      'of another job',
      'letters.json',
      () => readFileSync(join(locked, 'results/walk.long.json')),
      'those of "walk.long"',
    ],
    ['in a merge', 'letters.json', (text) => `<<<<<<< HEAD\n${text.toString()}`, 'unresolved merge'],
    [
      'with another picture',
      'walk.long.picture.png',
      (text) => text.subarray(1),
      'is another than was locked',
    ],
    [
      'with another file',
      'walk.short.nested.turns.bin',
      (text) => Buffer.concat([text, text]),
      'is another than was locked',
    ],
    ['without durations', 'durations.json', () => '{"version": 1, "jobs": {}}', 'durations of "walk.long"'],
    [
      'with edited durations',
      'durations.json',
      (text) => text.toString().replace('"took": 0', '"took": 1'),
      'were altered',
    ],
  ];

  test.each(damages)(
    'refuses locked results %s, and locking mends them',
    async (_name, file, damage, told) => {
      const folder = copyLocked();
      const path = join(folder, 'results', file);
      writeFileSync(path, damage(readFileSync(path)));
      const run = await runReport(['build', folder, '--frozen']);
      expect(run.stderr).toMatch(new RegExp(`results/${file.replaceAll('.', '\\.')}:1:1 lock-is-whole {2}`));
      expect(run.stderr).toContain(told);
      expect(run.code).toBe(1);
      await runReport(['lock', folder]);
      expect(results(folder)).toEqual(results(locked));
    },
  );

  test('refuses a locked result that links out of the project', async () => {
    const folder = copyLocked();
    const elsewhere = join(copyFixtures(), 'letters.json');
    renameSync(join(folder, 'results/letters.json'), elsewhere);
    symlinkSync(elsewhere, join(folder, 'results/letters.json'));
    expect((await runReport(['build', folder, '--frozen'])).stderr).toContain('leads out of the project');
  });
});
