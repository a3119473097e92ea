import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { descendants, isRunning, until } from '../support/processes.ts';
import { copyFixtures, startReport, type Started } from '../support/run-report.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Watched {
  folder: string;
  process: Started;
  /** Does something, waits until new output on either stream matches, and gives that. */
  after: (act: () => void, expected: RegExp) => Promise<string>;
  edit: (file: string, from: string, to: string) => void;
  document: () => string;
}

async function startWatching(...fixtures: string[]): Promise<Watched> {
  const folder = copyFixtures(...fixtures);
  folders.push(folder);
  const process = startReport(['build', folder, '--watch', '--jobs', '2']);
  const all = (): string => process.output.stdout + process.output.stderr;
  await until(() => all().includes('Watching'), 30);
  return {
    folder,
    process,
    after: async (act, expected) => {
      const { stdout, stderr } = { ...process.output };
      const news = (): string =>
        process.output.stdout.slice(stdout.length) + process.output.stderr.slice(stderr.length);
      act();
      await until(() => expected.test(news()), 20);
      return news();
    },
    edit: (file, from, to) => {
      const path = join(folder, file);
      // As many editors save: beside, then renamed over.
      writeFileSync(`${path}~`, readFileSync(path, 'utf8').replace(from, to));
      renameSync(`${path}~`, path);
    },
    document: () => readFileSync(join(folder, 'dist/report.md'), 'utf8'),
  };
}

async function interrupt({
  process: { pid, ended },
}: Watched): Promise<{ code: number | null; seconds: number }> {
  const asked = performance.now();
  process.kill(-pid, 'SIGINT');
  const { code } = await ended;
  return { code, seconds: (performance.now() - asked) / 1000 };
}

describe.concurrent('build --watch', () => {
  test('follows the author through saves, mistakes and new files until Ctrl-C', async () => {
    const watched = await startWatching('shared', 'reports/watched');
    const { after, edit, document, folder } = watched;

    const prose = await after(() => {
      edit('01.md', 'First words', 'Other words');
    }, /report-provenance\.md, in/);
    expect(prose).toContain('changed: 01.md');
    expect(prose).toContain('no job ran');
    expect(document()).toContain('Other words');

    const broken = await after(() => {
      edit('01.md', 'sum.total]', 'sum.totl]');
    }, /last good output stays/);
    expect(broken).toMatch(/01\.md:\d+:\d+ result-is-known .*"sum\.total"/);
    expect(document()).toContain('Other words');
    const mended = await after(() => {
      edit('01.md', 'sum.totl]', 'sum.total]');
    }, /report-provenance\.md, in/);
    expect(mended).toContain('Mended. no job ran');

    const code = await after(() => {
      edit('tasks/sum-up.ts', 'const extra = 0', 'const extra = 5');
    }, /report-provenance\.md, in/);
    expect(code).toContain('changed: tasks/sum-up.ts');
    expect(code).toContain('a job ran (sum), 1 from the store');
    expect(code).toMatch(/1 number changed\n {2}01\.md:\d+:\d+ {2}sum\.total {2}10 → 15/);

    const missing = await after(() => {
      edit('01.md', '<!-- excerpt -->', '::excerpt{file="new/code.ts" name=f}');
    }, /last good/);
    expect(missing).toContain('new/code.ts');
    const found = await after(() => {
      mkdirSync(join(folder, 'new'));
      writeFileSync(join(folder, 'new/code.ts'), 'export function f() { return 1; }\n');
    }, /Mended/);
    expect(found).toContain('in ');
    const excerpt = await after(() => {
      edit('new/code.ts', 'return 1', 'return 2');
    }, /report-provenance\.md, in/);
    expect(excerpt).toContain('changed: new/code.ts');
    expect(document()).toContain('return 2');

    const away = await after(() => {
      renameSync(folder, `${folder}-away`);
    }, /There is no report\.yaml(.|\n)*last good/);
    // Of the folder, the files in it and the folders below the system tells in any order.
    expect(away).toMatch(/^changed: \S/m);
    await after(() => {
      renameSync(`${folder}-away`, folder);
    }, /Mended/);

    const { code: exit, seconds } = await interrupt(watched);
    expect(exit).toBe(130);
    expect(seconds).toBeLessThan(2);
  }, 90_000);

  test('a save while jobs run begins the build anew: of prose with the jobs going on, of their code without', async () => {
    const watched = await startWatching('shared', 'reports/watched');
    const { after, edit, process: child, document, folder } = watched;
    await after(() => {
      edit('01.md', 'seconds: 0', 'seconds: 2');
    }, /wait {2}started/);
    const prose = await after(() => {
      mkdirSync(join(folder, 'late'));
      writeFileSync(join(folder, 'late/code.ts'), 'export function f() { return 1; }\n');
      edit('01.md', 'First words', 'Late words\n\n::excerpt{file="late/code.ts" name=f}\n\n');
    }, /report-provenance\.md, in/);
    expect(prose).toContain('build begins anew');
    expect(prose.match(/wait {2}done/g)).toHaveLength(1);
    expect(document()).toContain('Late words');
    // A folder that came while jobs ran is watched as well.
    await after(() => {
      edit('late/code.ts', 'return 1', 'return 2');
    }, /report-provenance\.md, in/);
    await after(() => {
      edit('01.md', 'seconds: 2', 'seconds: 60');
    }, /wait {2}started/);
    const code = await after(() => {
      edit('tasks/wait.ts', 'waited: 1', 'waited: 2');
    }, /stopped(.|\n)*wait {2}started/);
    expect(code).toContain('The code of a task has changed');
    const workers = descendants(child.pid);
    const { code: exit, seconds } = await interrupt(watched);
    expect(exit).toBe(130);
    expect(seconds).toBeLessThan(2);
    expect(workers.filter(isRunning)).toEqual([]);
  }, 90_000);
});
