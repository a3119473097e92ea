import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import * as messages from '../../src/base/messages/diff.ts';
import { editFile } from '../support/edit-file.ts';
import { copyFixtures, copyReport, type Run, runApart, runReport } from '../support/run-report.ts';

/** A report in a git repository: locked at "first", with other sources and results at "second" and still there. */
let repository: string;

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

function commit(folder: string, tag: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', tag);
  git(folder, 'tag', tag);
}

beforeAll(async () => {
  repository = copyFixtures('reports/locked');
  writeFileSync(join(repository, '.gitignore'), '.cache\ndist\n');
  const claim = '\n:claim[The walk ends low]{if="walk.long.end < 100"}. It took :value[walk.long.took].\n';
  writeFileSync(join(repository, '01.md'), readFileSync(join(repository, '01.md'), 'utf8') + claim);
  git(repository, 'init', '-q');
  commit(repository, 'none');
  await runReport(['build', repository]);
  await runReport(['lock', repository]);
  commit(repository, 'first');
  editFile(repository, '01.md', '{label: Long, steps: 9}', '{label: Long, steps: 8}');
  editFile(repository, '01.md', 'letters, and', 'letters (:value[2 * letters.bytes] twice), and');
  editFile(repository, '01.md', 'walk.long.end < 100', 'walk.long.end < 99');
  await runReport(['build', repository]);
  await runReport(['lock', repository]);
  commit(repository, 'second');
});

const diff = (folder: string, ...args: string[]): Promise<Run> =>
  runReport(['diff', ...args.slice(0, 1), folder, ...args.slice(1)]);

describe('report diff', () => {
  test('says what is shown otherwise than at a commit, by place and sentence', async () => {
    const { code, stdout, stderr } = await diff(repository, 'first');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^[0-9a-f]{7} \(first\) -> what is locked here$/);
    expect(stdout).toMatch(
      /\n01\.md:16:7 {2}"After 8 steps the walk ends at [^\n]*\n {4}walk\.long\.given\.steps: 9 -> 8\n/,
    );
    expect(stdout).toMatch(/\n {4}walk\.long\.end: \S+ -> \S+ \(beyond tolerance\)\n/);
    expect(stdout).toMatch(/\n {4}2 \* letters\.bytes is new: \d+\n/);
    expect(stdout).toMatch(
      /"The walk ends low"\n {4}condition: walk\.long\.end < 100 -> walk\.long\.end < 99\n/,
    );
    expect(stdout).toMatch(/figure fig-walk "The walk\."\n {4}picture: /);
    expect(lines.at(-2)).toMatch(
      /^\d+ numbers changed, \d+ beyond tolerance, 1 new, \d+ gone; .*1 figure changed; 1 claim changed$/,
    );
  });

  test('compares two commits, whatever stands here, and finds nothing between equals', async () => {
    const folder = copyReport(repository);
    rmSync(join(folder, 'results'), { recursive: true });
    const [there, back, same] = await Promise.all(
      ['first..second', 'second..first', 'HEAD..second'].map((range) => diff(folder, range)),
    );
    expect(there!.stdout.replace(/-> .*/, '')).toBe(
      (await diff(repository, 'first')).stdout.replace(/-> .*/, ''),
    );
    expect(back!.stdout).toContain('walk.long.given.steps: 8 -> 9\n');
    expect(same!.stdout).toMatch(/^Nothing changed: /);
  });

  test('compares the last build, false claims included, with what is locked or a commit', async () => {
    const folder = copyReport(repository);
    editFile(folder, '01.md', 'walk.long.end < 99', 'walk.long.end > 99');
    const run = await runReport(['diff', '--run', folder]);
    expect(run.stdout).toMatch(/^what is locked here -> the last build\n/);
    const here = await runReport(['diff', 'HEAD', folder, '--run']);
    expect(here.stdout.split('\n').slice(1)).toEqual(run.stdout.split('\n').slice(1));
    expect(here.stdout).toMatch(/-> the last build\n/);
    expect(here.stdout).toMatch(/\n {4}it is: true -> false\n/);
    expect(here.stdout).toContain('1 claim turned false\n');
  });

  test('writes Markdown for a pull request', async () => {
    const file = join(copyFixtures(), 'deep/diff.md');
    const { code } = await diff(repository, 'first', '--output', file);
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^## What the report shows otherwise: `[0-9a-f]{7} \(first\)` → /);
    expect(text).toMatch(/\n\*\*\d+ numbers changed, \d+ beyond tolerance, 1 new/);
    expect(text).toMatch(
      /\n\| `01\.md:16:7` \| After 8 steps [^|]* \| 9 \| 8 \| {2}\| `walk\.long\.given\.steps` \|\n/,
    );
    expect(text).toContain('\n### Claims\n\n- `01.md:');
    expect(text).toMatch(/\\\$p = /);
    expect(text).not.toContain('| $p');
  });

  test('says why it cannot', async () => {
    const told = async (folder: string, ...args: string[]): Promise<[number | null, string]> => {
      const { code, stderr } = await diff(folder, ...args);
      return [code, stderr.replace(/^\S+ {2}/, '').trim()];
    };
    expect(await told(repository, 'nowhere')).toEqual([2, messages.unknownRevision('nowhere')]);
    expect(await told(repository, '--all=x')).toMatchObject([2, expect.any(String)]);
    expect((await told(repository, 'none'))[1]).toMatch(
      /^At [0-9a-f]{7} \(none\) there is no results\/document\.json/,
    );
    expect((await runReport(['diff'])).code).toBe(2);
    const outside = copyFixtures('reports/locked');
    const [code, reason] = await told(outside, 'HEAD');
    expect([code, reason]).toEqual([1, messages.noRepository('.')]);
    const folder = copyReport(repository);
    rmSync(join(folder, 'results/document.json'));
    expect(await told(folder, 'first')).toMatchObject([1, expect.stringContaining('Nothing is locked')]);
    const without = await runApart(['diff', 'first', folder], { env: { PATH: '/nowhere' } });
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining(messages.noGit()) as string });
    expect(existsSync(join(folder, 'results/document.json'))).toBe(false);
  });
});
