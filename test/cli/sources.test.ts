import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import * as say from '../../src/base/messages/parse.ts';
import { startCpuTime } from '../support/cpu-time.ts';
import { runReport, type Run } from '../support/run-report.ts';
import { layFonts } from '../support/warm-fonts.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files; `report.yaml` has a title unless given. */
function folderOf(files: Files, name = 'report'): string {
  const outer = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  folders.push(outer);
  const folder = join(outer, name);
  for (const [path, content] of Object.entries({ 'report.yaml': 'title: T\n', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  layFonts(folder);
  return folder;
}

/** What the author is told, a line a mistake; the report must have failed by them alone. */
async function mistakes(folder: string): Promise<string[]> {
  const run = await build(folder);
  expect([run.code, run.stdout]).toEqual([1, '']);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
  return run.stderr.split('\n').filter((line) => / {2}/.test(line) && !line.startsWith(' '));
}

function build(folder: string): Promise<Run> {
  return runReport(['build', folder]);
}

async function document(folder: string): Promise<string> {
  const run = await build(folder);
  expect([run.code, run.stderr]).toEqual([0, '']);
  return readFileSync(join(folder, 'dist/report.md'), 'utf8');
}

const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);
const FIGURE = ':::figure{spec=curve of="published.a"}\n```yaml\nalt: x\n```\n:::\n';

describe.concurrent('sources as machines and editors leave them', () => {
  test('line ends of every kind and a byte order mark make no difference', async () => {
    const text = '\uFEFF# One {#sec-a}\n\n> [!NOTE]\n> Two\n> lines, see @sec-a.\n\n```text\na\nb\n```\n';
    const [unix, ...others] = await Promise.all(
      ['\n', '\r\n', '\r'].map((end) => document(folderOf({ '01.md': text.replaceAll('\n', end) }))),
    );
    expect(unix).toContain('> [!NOTE]\n> Two\n');
    expect(others).toEqual([unix, unix]);
  });

  test('sources that are empty or hold front matter only give the title', async () => {
    const files = {
      '01.md': '',
      '02.md': '---\na: b\n---\n',
      '03.md': '\n \n',
      '04.md': '\uFEFF',
      '05.md': '<!-- x -->',
    };
    expect(await document(folderOf(files))).toBe('# T\n');
  });

  test('names with blanks and letters of any script, down from the root', async () => {
    const files = {
      'report.yaml': 'title: T\nsources: [ein Teil/Über uns.md]\n',
      'ein Teil/Über uns.md': '![a](<Bild ä.png>) ![b](../b%20%C3%A4/%E5%9B%BE.png)\n',
      'ein Teil/Bild ä.png': PNG,
      'b ä/图.png': PNG,
    };
    const folder = folderOf(files, "Größe & 'Maß' #1 %20");
    expect(await document(folder)).toBe('# T\n\n![a](report-files/Bild-ä.png) ![b](report-files/图.png)\n');
    expect(existsSync(join(folder, 'dist/report-files/图.png'))).toBe(true);
  });

  test('bytes that are no text are told where they stand', async () => {
    const files = {
      'report.yaml': 'title: T\nsources: [1.md, 2.md, 3.md, 4.md]\n',
      '1.md': Buffer.from('é\r\nab\xff c', 'latin1').subarray(1),
      '2.md': Buffer.concat([Buffer.from('\uFEFFaé\n\nb'), Buffer.from([0xe2, 0x82])]),
      '3.md': 'a\nb\0c',
      '4.md': Buffer.from('\uFEFFa', 'utf16le'),
      'references.bib': Buffer.from('@book{a, title={\xe9}}', 'latin1'),
      'published.yaml': 'a: \0',
    };
    expect(await mistakes(folderOf(files))).toEqual([
      `1.md:2:3 file-is-text  ${say.fileIsNotText('1.md', 0xff)}`,
      `2.md:3:2 file-is-text  ${say.fileIsNotText('2.md', 0xe2)}`,
      `3.md:2:2 file-is-text  ${say.fileHoldsNul('3.md')}`,
      `4.md:1:1 file-is-text  ${say.fileIsNotText('4.md', 0xff)}`,
      `published.yaml:1:4 file-is-text  ${say.fileHoldsNul('published.yaml')}`,
      `references.bib:1:17 file-is-text  ${say.fileIsNotText('references.bib', 0xe9)}`,
    ]);
  });

  test('files too large are refused with the limit', async () => {
    const large = 'x'.repeat(2_000_001);
    const files = {
      '01.md': `::excerpt{file="big.ts" name=x}\n\n${FIGURE}`,
      '02.md': large,
      'big.ts': large,
      'figures/curve.json': large,
      'references.bib': large,
      'published.yaml': large,
    };
    expect(await mistakes(folderOf(files))).toEqual([
      `01.md:1:11 file-is-small  ${say.fileIsTooLarge('big.ts', 2)}`,
      `01.md:3:11 file-is-small  ${say.fileIsTooLarge('figures/curve.json', 2)}`,
      `report.yaml:1:1 file-is-small  ${say.fileIsTooLarge('02.md', 2)}`,
      `report.yaml:1:1 file-is-small  ${say.fileIsTooLarge('published.yaml', 2)}`,
      `report.yaml:1:1 file-is-small  ${say.fileIsTooLarge('references.bib', 2)}`,
    ]);
    expect(await mistakes(folderOf({ 'report.yaml': `title: ${large}\n` }))).toEqual([
      `report.yaml:1:1 file-is-small  ${say.fileIsTooLarge('report.yaml', 2)}`,
    ]);
  });

  test('links that lead out of the project are not followed', async () => {
    const folder = folderOf({
      '01.md': `![a](p.png)\n\n::excerpt{file="x.ts" name=x}\n\n${FIGURE}`,
      'figures/x': '',
    });
    for (const path of ['02.md', 'p.png', 'x.ts', 'figures/curve.json', 'references.bib', 'published.yaml'])
      symlinkSync('/etc/hostname', join(folder, path));
    expect(await mistakes(folder)).toEqual([
      `01.md:1:1 path-is-inside  ${say.pathLeadsOutside('p.png')}`,
      `01.md:3:11 path-is-inside  ${say.pathLeadsOutside('x.ts')}`,
      `01.md:5:11 path-is-inside  ${say.pathLeadsOutside('figures/curve.json')}`,
      `report.yaml:1:1 path-is-inside  ${say.pathLeadsOutside('02.md')}`,
      `report.yaml:1:1 path-is-inside  ${say.pathLeadsOutside('published.yaml')}`,
      `report.yaml:1:1 path-is-inside  ${say.pathLeadsOutside('references.bib')}`,
    ]);
  });

  test('nor are folders that lead out', async () => {
    const folder = folderOf({ '01.md': FIGURE });
    for (const path of ['figures', 'tasks', 'data', 'weights']) symlinkSync('/etc', join(folder, path));
    expect((await mistakes(folder)).sort()).toEqual(
      ['data', 'figures', 'tasks', 'weights'].map(
        (path) => `report.yaml:1:1 path-is-inside  ${say.pathLeadsOutside(path)}`,
      ),
    );
  });

  test('folders, pipes and links to nothing in the place of files are told, and nothing waits for them', async () => {
    const folder = folderOf({
      'report.yaml': 'title: T\nsources: [folder.md, pipe.md, nowhere.md, 01.md]\n',
      '01.md': '![a](p.png) ![b](d.png)\n\n::excerpt{file="tasks" name=x}\n',
      'folder.md/x': '',
      'd.png/x': '',
      'tasks/x.ts': '',
    });
    execFileSync('mkfifo', [join(folder, 'pipe.md'), join(folder, 'p.png'), join(folder, 'references.bib')]);
    symlinkSync('nowhere', join(folder, 'nowhere.md'));
    expect(await mistakes(folder)).toEqual([
      `01.md:1:1 file-exists  ${say.fileIsNone('p.png', false)}`,
      `01.md:1:13 file-exists  ${say.fileIsNone('d.png', true)}`,
      `01.md:3:11 file-exists  ${say.fileIsNone('tasks', true)}`,
      `report.yaml:1:1 file-exists  ${say.fileIsNone('references.bib', false)}`,
      `report.yaml:2:11 file-exists  ${say.fileIsNone('folder.md', true)}`,
      `report.yaml:2:22 file-exists  ${say.fileIsNone('pipe.md', false)}`,
      `report.yaml:2:31 file-exists  ${say.fileIsMissing('nowhere.md')}`,
    ]);
  });

  test('a source that is named twice is refused, however it is written', async () => {
    const folder = folderOf({ 'report.yaml': 'title: T\nsources: [01.md, ./01.md]\n', '01.md': 'a' });
    expect(await mistakes(folder)).toEqual([
      `report.yaml:2:18 source-is-given  ${say.sourceStandsTwice('01.md')}`,
    ]);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a source that may not be read is told where it is named',
    async () => {
      const folder = folderOf({ '01.md': 'a' });
      execFileSync('chmod', ['000', join(folder, '01.md')]);
      expect(await mistakes(folder)).toEqual([
        expect.stringMatching(/^report\.yaml:1:1 file-is-readable {2}/),
      ]);
    },
  );
});

/** What could take a parser quadratic time or exhaust its stack, and is a document. */
const LONG = {
  'ten thousand brackets': '['.repeat(10_000),
  'brackets in pairs': '[]('.repeat(10_000),
  dollars: '$'.repeat(20_000),
  'dollars apart': '$a '.repeat(20_000),
  stars: '*'.repeat(20_000),
  'stars apart': '*a _b '.repeat(10_000),
  'lists in lists': '- '.repeat(5_000),
  backticks: Array.from({ length: 300 }, (_, n) => '`'.repeat(n)).join(' '),
  'one long line': 'word '.repeat(100_000),
  'a wide table': `${'|a'.repeat(3_000)}\n${'|-'.repeat(3_000)}\n`.repeat(2),
  tags: '<a '.repeat(10_000),
};

/** The same, and a mistake. */
const LONG_MISTAKES = {
  'values without an end': ':value['.repeat(5_000),
  'values without braces': ':value[a]{'.repeat(5_000),
  'quotes in quotes': '> '.repeat(5_000),
  fences: ':::\n'.repeat(10_000),
  'blocks in blocks': ':::table{of="a"}\n'.repeat(2_000),
  comments: '<!-- '.repeat(10_000),
};

/** The same; told a step later, when all that is cited is known. */
const LONG_CITATIONS = {
  'citations without an end': '[@a; '.repeat(5_000),
  keys: '@a [b '.repeat(5_000),
};

const repeated: [string, Readonly<Record<string, string>>, number][] = [
  ['a document', LONG, 0],
  ['mistakes', LONG_MISTAKES, 1],
  ['citations', LONG_CITATIONS, 1],
];

test.each(repeated)(
  'sources that repeat something without end keep nobody long: %s',
  async (_, texts, code) => {
    const files = Object.entries(texts).map(([name, text]): [string, string] => [`${name}.md`, text]);
    const folder = folderOf(Object.fromEntries(files));
    const taken = startCpuTime();
    const run = await build(folder);
    expect([run.code, /unexpected/.test(run.stderr)]).toEqual([code, false]);
    if (code === 1) for (const name of Object.keys(texts)) expect(run.stderr).toContain(`${name}.md:`);
    // Some two seconds by themselves; what is quadratic takes minutes.
    expect(taken()).toBeLessThan(20_000);
  },
  60_000,
);
