import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { beforeAll, describe, expect, test, vi } from 'vitest';

import { type Run, runApart, runReport } from '../support/run-report.ts';
import { copyFonts } from '../support/warm-fonts.ts';
import { taskText, writeReportFolder } from '../support/write-report.ts';

// Builds from nothing, several a test: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

function writeReport(): string {
  const folder = writeReportFolder({
    'report.yaml': 'title: Disks\n',
    '01.md': `:::experiment{#job task=job}\n:::\n\nIt is :value[job.n].\n\n$$ x^2 $$\n`,
    'tasks/job.ts': taskText({ run: 'return { n: 42 };' }),
  });
  copyFonts(folder);
  return folder;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true }) as string[];
  return all.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

const documentOf = (folder: string): string => readFileSync(join(folder, 'dist/report.html'), 'utf8');

describe('a damaged cache counts as absent: the next build ends in the same bytes', () => {
  const flip = (content: Buffer): Buffer => {
    const flipped = Buffer.from(content);
    const middle = flipped.length >> 1;
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    return flipped;
  };
  const damages: [string, (content: Buffer) => Buffer][] = [
    ['cut in half', (content) => content.subarray(0, content.length >> 1)],
    ['flipped by one bit', flip],
    ['emptied', () => Buffer.alloc(0)],
    ['made something else', () => Buffer.from('{"version":2,"record":{"version":2}}')],
  ];
  let whole: string;

  beforeAll(async () => {
    whole = writeReport();
    expect(await runReport(['build', whole])).toMatchObject({ code: 0 });
  });

  test.each(damages)('every file of it %s', async (how, damage) => {
    const folder = writeReport();
    cpSync(join(whole, '.cache'), join(folder, '.cache'), { recursive: true });
    const before = documentOf(whole);
    // The fonts take long to be made anew: they are spared half of it.
    const spared = how === 'emptied' || how === 'made something else' ? 'fonts' : null;
    const files = filesIn(join(folder, '.cache')).filter((path) => basename(dirname(path)) !== spared);
    expect(files.length).toBeGreaterThan(6);
    for (const path of files) writeFileSync(path, damage(readFileSync(path)));
    const again = await runReport(['build', folder]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('1 job: 1 ran');
    expect(documentOf(folder)).toBe(before);
  });
});

/** A file in the place of a folder refuses whoever writes there, also the superuser, whom no permission holds. */
function block(path: string): void {
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, '');
}

describe('where a folder cannot be written', () => {
  const told = /cannot be written .*; .* build again/;

  test.each(['.cache', '.cache/store', '.cache/staging', '.cache/bundles'])(
    '%s, a file in its place: the build says so and leaves the last good output',
    async (name) => {
      const folder = writeReport();
      mkdirSync(join(folder, '.cache'), { recursive: true });
      mkdirSync(join(folder, 'dist'));
      writeFileSync(join(folder, 'dist/report.html'), 'the last good one');
      block(join(folder, name));
      const run = await runReport(['build', folder]);
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(told);
      expect(run.stderr).not.toMatch(/^ +at /m);
      expect(documentOf(folder)).toBe('the last good one');
    },
  );

  test('what of the cache only saves time is done without', async () => {
    const folder = writeReport();
    mkdirSync(join(folder, '.cache'), { recursive: true });
    for (const name of ['made', 'jobs', 'claims', 'leases', 'compiled']) block(join(folder, '.cache', name));
    for (const name of ['durations', 'verified']) mkdirSync(join(folder, '.cache', `${name}.json`));
    expect(await runReport(['build', folder])).toMatchObject({ code: 0 });
    expect(documentOf(folder)).toContain('42');
  });

  test('dist, a file in its place: told, and the file stays', async () => {
    const folder = writeReport();
    writeFileSync(join(folder, 'dist'), 'mine');
    const run = await runReport(['build', folder]);
    expect([run.code, readFileSync(join(folder, 'dist'), 'utf8')]).toEqual([1, 'mine']);
    expect(run.stderr).toContain('output-is-writable');
  });

  test.skipIf(process.getuid?.() === 0)('all of it read-only by permission: told', async () => {
    const folder = writeReport();
    chmodSync(folder, 0o555);
    const run = await runReport(['build', folder]);
    chmodSync(folder, 0o755);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(told);
  });
});

/** Every file is refused beyond this size, as on a disk that fills up: the shell's own limit, in blocks of 512 bytes. */
describe('a disk that is full', () => {
  let runs: { blocks: number; folder: string; run: Run }[];

  beforeAll(async () => {
    runs = await Promise.all(
      [1, 40].map(async (blocks) => {
        const folder = writeReport();
        const run = await runApart(['build', folder], { blocks });
        return { blocks, folder, run };
      }),
    );
  });

  test('is told as such, with nothing half written', () => {
    for (const { folder, run } of runs) {
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/(cache|output)-is-writable .*(EFBIG|too large)/);
      expect(run.stderr).not.toMatch(/^ +at /m);
      expect(filesIn(join(folder, 'dist'))).toEqual([]);
    }
  });

  test('and then has room again: the next build ends right', async () => {
    for (const { folder } of runs) {
      expect(await runReport(['build', folder])).toMatchObject({ code: 0 });
      expect(documentOf(folder)).toContain('42');
    }
  });
});
