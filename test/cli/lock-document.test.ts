import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { printFollows, printIsNew, printWasEdited } from '../../src/base/messages/print.ts';
import { editFile } from '../support/edit-file.ts';
import { buildLocked } from '../support/locked-report.ts';
import { copyReport, type Run, runReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;
let first: Run;

beforeAll(async () => {
  ({ folder: locked, lock: first } = await buildLocked());
});

const documentOf = (folder: string): string => readFileSync(join(folder, 'results/document.json'), 'utf8');

/** The lines that tell of the document; all other results are as before. */
function toldOf({ stdout, stderr }: Run): string {
  expect(stderr).toBe('');
  const [told = ''] = stdout.split('4 jobs: 0 new, 0 changed, 4 as before\n');
  return told;
}

describe('report lock, of the document', () => {
  test('writes it beside the results, and no duration', () => {
    expect(first.stdout).toContain(`${printIsNew(39, 1, 0)}\n`);
    const text = documentOf(locked);
    expect(text).toContain(
      '"sentence": "After ‹› steps the walk ends at ‹›, which took ‹›; the short one ends at',
    );
    expect(text).toMatch(/"text": null, "of": "walk\.long\.took", "timed": true/);
    expect(text).not.toMatch(/\d (ms|s|min)"/);
  });

  test('has nothing to change where it was built anew, the durations with it', async () => {
    const folder = copyReport(locked);
    rmSync(join(folder, '.cache/store'), { recursive: true });
    await runReport(['build', folder]);
    const told = await runReport(['lock', folder]);
    expect(documentOf(folder)).toBe(documentOf(locked));
    expect(told.stdout).not.toContain('document.json');
  });

  test('tells an edited expression, a format and a swapped column, by place and sentence', async () => {
    const folder = copyReport(locked);
    editFile(folder, '01.md', ':value[walk.long.end]{format=".3f"}', ':value[walk.short.end]{format=".3f"}');
    editFile(folder, '01.md', '\\result[.2f]', '\\result[.1f]');
    editFile(
      folder,
      '01.md',
      'Every step.\n',
      'Every step.\n```yaml\ncolumns:\n  - {header: step, value: step}\n  - {header: height, value: step}\n  - {header: seconds, value: seconds}\n```\n',
    );
    const before = documentOf(folder);
    const dry = toldOf(await runReport(['lock', folder, '--dry-run']));
    expect(documentOf(folder)).toBe(before);
    expect(dry).toMatch(
      /^01\.md:16:\d+ {2}"After 9 steps the walk ends at -?[\d.−]+, which took …; the short one/,
    );
    expect(dry).toMatch(
      /\n {4}walk\.short\.end: \S+ -> \S+\n {4}expression: walk\.long\.end -> walk\.short\.end\n/,
    );
    expect(dry).toMatch(/\n {4}format: \.2f -> \.1f\n/);
    expect(dry).toMatch(
      /\n01\.md:26:\d+ {2}"Every step\. \(1, height\)"\n.*\n {4}expression: height -> step\n {4}and 8 further cells in the same way\n/,
    );
    expect(dry).toMatch(/\ndocument\.json {2}\d+ numbers changed.*\n$/);
    const checked = await runReport(['check', folder, '--frozen']);
    expect(checked.stderr).toMatch(
      /01\.md:16:\d+ print-is-as-locked \(warning\) {2}This is shown otherwise than was locked/,
    );
    expect(checked).toMatchObject({ code: 0 });
    expect(await runReport(['check', folder, '--frozen', '--strict'])).toMatchObject({ code: 1 });
    const verified = await runReport(['verify', folder]);
    expect(verified.code).toBe(1);
    expect(verified.stdout).toMatch(/01\.md:26:\d+ {2}[^\n]* changed: [^\n]*\(1, height\)/);
    expect(verified.stdout).toMatch(/\n\s+format: \.2f → \.1f\n/);
    expect(toldOf(await runReport(['lock', folder]))).toBe(dry);
    expect(await runReport(['check', folder, '--frozen', '--strict'])).toMatchObject({ code: 0, stderr: '' });
    expect(await runReport(['lock', folder])).toMatchObject({
      stdout: 'Nothing to change: the locked results of 4 jobs are those in the store.\n',
    });
  });

  test('follows prose that is edited and moved, and says that nothing differs', async () => {
    const folder = copyReport(locked);
    editFile(folder, '01.md', 'After :value', 'Words.\n\nOnce there were :value');
    expect(toldOf(await runReport(['lock', folder]))).toBe(`${printFollows()}\n`);
    expect(documentOf(folder)).toContain('Once there were');
  });

  test('tells the first changes, and all with --all', async () => {
    const folder = copyReport(locked);
    const lines = Array.from(
      { length: 30 },
      (_, n) =>
        `Number ${'abcdefghij'[n % 10]!.repeat(1 + n)} :value[letters.bytes + ${'1'.repeat(1 + (n % 3))}].`,
    );
    writeFileSync(
      join(folder, '01.md'),
      `${readFileSync(join(folder, '01.md'), 'utf8')}\n${lines.join('\n\n')}\n`,
    );
    const told = toldOf(await runReport(['lock', folder, '--dry-run']));
    expect(told).toContain('and 10 more changes: --all shows them\ndocument.json  30 numbers new\n');
    const all = toldOf(await runReport(['lock', folder, '--dry-run', '--all']));
    expect(all.match(/ is new: /g)).toHaveLength(30);
  });

  test('refuses a report with a false claim, as a build does, and leaves what was locked', async () => {
    const folder = copyReport(locked);
    writeFileSync(
      join(folder, '01.md'),
      `${readFileSync(join(folder, '01.md'), 'utf8')}\n:claim[There are many letters]{if="letters.bytes > 1000"}.\n`,
    );
    const before = documentOf(folder);
    const run = await runReport(['lock', folder]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(
      /^01\.md:\d+:1 claim-holds .*"There are many letters".*\n\s+if: letters\.bytes > 1000/,
    );
    expect(documentOf(folder)).toBe(before);
  });

  test('writes one anew that was edited, and one for results that were locked without', async () => {
    const folder = copyReport(locked);
    editFile(folder, 'results/document.json', '"of": "letters.bytes"', '"of": "letters.taken"');
    expect(toldOf(await runReport(['lock', folder]))).toContain(printWasEdited('01.md'));
    expect(documentOf(folder)).toBe(documentOf(locked));
    rmSync(join(folder, 'results/document.json'));
    const results = statSync(join(folder, 'results/letters.json')).mtimeMs;
    expect((await runReport(['build', folder, '--frozen'])).code).toBe(0);
    expect(toldOf(await runReport(['lock', folder]))).toBe(`${printIsNew(39, 1, 0)}\n`);
    expect(documentOf(folder)).toBe(documentOf(locked));
    expect(statSync(join(folder, 'results/letters.json')).mtimeMs).toBe(results);
    expect(existsSync(join(folder, 'results/document.1.json'))).toBe(false);
  });
});
