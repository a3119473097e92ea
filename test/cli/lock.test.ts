import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { editFile } from '../support/edit-file.ts';
import { copyFixtures, copyReport, type Run, runReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;
let lock: Run;

beforeAll(async () => {
  locked = copyFixtures('reports/locked');
  await runReport(['build', locked]);
  lock = await runReport(['lock', locked]);
});

const copyLocked = (): string => copyReport(locked);

const editing =
  (name: string, from: string, to: string) =>
  (folder: string): void => {
    editFile(folder, name, from, to);
  };

/** Every file of a folder as bytes. */
function contents(folder: string): Map<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

const results = (folder: string): Map<string, string> => contents(join(folder, 'results'));

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

describe('report build --frozen', () => {
  test('gives the bytes that were locked: store empty, no data, no engine, nothing executed', async () => {
    const folder = copyLocked();
    for (const name of ['.cache', 'dist', 'data/letters.txt'])
      rmSync(join(folder, name), { recursive: true });
    const run = await runReport(['build', folder, '--frozen'], { env: { PATH: '/nowhere' } });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('4 jobs, all from the locked results');
    expect(contents(join(folder, 'dist'))).toEqual(contents(join(locked, 'dist')));
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
    expect(contents(join(folder, 'dist'))).toEqual(contents(join(locked, 'dist')));
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
