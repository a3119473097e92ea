import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import * as say from '../../src/base/messages/parse.ts';
import { parseInput, type MemoryFiles } from './memory.ts';
import { outline } from './outline.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'parse');

/** What the author of a source gets to see: the tree, or the mistakes. */
async function account(input: string): Promise<string> {
  const others = {
    'figures/curves.vl.json': '{"data": {"name": "data"}, "mark": "line"}',
    'figures/remote.json': '{\n  "data": {"url": "http://127.0.0.1/x.csv"}\n}',
    'figures/broken.json': '{\n  "data": ,\n}',
    'figures/x.png': 'not looked at here',
    'src/a.ts': 'export function average() {}\n',
  };
  try {
    const report = await parseInput(input, others);
    const [source] = report.sources;
    return source ? outline(source.tree) : '';
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return `${error.message}\n`;
  }
}

describe('fixtures', () => {
  const update = process.env['UPDATE'] === '1';
  if (update && process.env['CI'] !== undefined) throw new Error('UPDATE=1 is for people, not for CI');

  it.each(readdirSync(FIXTURES))('%s', async (name) => {
    const expected = join(FIXTURES, name, 'expected.txt');
    const found = await account(readFileSync(join(FIXTURES, name, 'input.md'), 'utf8'));
    if (update) writeFileSync(expected, found);
    expect(found).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '');
  });
});

async function mistakes(parsing: Promise<unknown>): Promise<string[]> {
  const error: unknown = await parsing.catch((reason: unknown) => reason);
  if (!(error instanceof ReportError)) throw error;
  return error.message.split('\n');
}

/** published.yaml with a time a line, from line 4 on. */
function publishedTimes(times: readonly string[]): MemoryFiles {
  const lines = times.map((time, index) => `  t${index}: {value: ${time}}\n`);
  return { 'published.yaml': `source: S\nmlp:\n  kind: duration\n${lines.join('')}` };
}

describe('parseReport', () => {
  it('reads an empty source, and one with a byte order mark and CRLF', async () => {
    expect((await parseInput('')).sources[0]?.tree.children).toEqual([]);
    const text = '\uFEFF# One\r\n\r\n:::table{of="(a"}\r\n:::\r\n\r\nAnd :value[b +].\r\n';
    expect(await mistakes(parseInput(text))).toEqual([
      expect.stringMatching(/^input\.md:3:16 expression-is-valid/),
      expect.stringMatching(/^input\.md:6:15 expression-is-valid/),
    ]);
  });

  it('finds its way through YAML in CRLF, in quotes and in lists', async () => {
    const text =
      '> - x\r\n>   :::figure{#fig-a image=a.b}\r\n>   ```yaml\r\n>   alt: x\r\n>   atl: y\r\n>   ```\r\n>   :::\r\n';
    expect(await mistakes(parseInput(text))).toEqual([
      expect.stringMatching(/^input\.md:5:5 field-is-known/),
    ]);
  });

  it('refuses what is missing, no UTF-8 or over 2 MB where it is named', async () => {
    const place = 'report.yaml:1:1';
    const settings = { sources: ['absent.md'] };
    expect(await mistakes(parseInput('', {}, settings))).toEqual([
      `${place} file-exists  ${say.fileIsMissing('absent.md')}`,
    ]);
    expect(await mistakes(parseInput(Uint8Array.of(0x61, 0xff)))).toEqual([
      `input.md:1:2 file-is-text  ${say.fileIsNotText('input.md', 0xff)}`,
    ]);
    expect(await mistakes(parseInput('x'.repeat(2_000_001)))).toEqual([
      `${place} file-is-small  ${say.fileIsTooLarge('input.md', 2)}`,
    ]);
  });

  it('tells of mistakes in all sources at once, doubles across them included', async () => {
    const settings = { sources: ['input.md', 'b.md'] };
    const heading = '# A {#sec-a}\n\n:::experiment{#mlp task=t}\n:::\n';
    const found = await mistakes(parseInput(heading, { 'b.md': `${heading}\n:value[1 +]\n` }, settings));
    expect(found.map((line) => line.split('  ')[0])).toEqual([
      'b.md:1:6 id-is-unique',
      'b.md:3:15 id-is-unique',
      'b.md:6:11 expression-is-valid',
    ]);
    expect(found[0]).toContain(say.nameIsTaken('an id', 'sec-a', 'input.md:1:6'));
  });

  it('keeps places in the abstract and in published figures', async () => {
    const yaml = 'title: T\nabstract: >\n  Some words\n  and :value[a..b].\n';
    const abstract = 'Some words and :value[a..b].\n';
    expect(await mistakes(parseInput('', { 'report.yaml': yaml }, { abstract }))).toEqual([
      expect.stringMatching(/^report\.yaml:4:16 expression-is-valid/),
    ]);
  });

  it('reads published figures with their text and what they inherit', async () => {
    const published =
      'source: The report\nmlp:\n  unit: "%"\n  base:\n    f1: {value: 0.90}\n    n: {value: 665600, unit: weights}\n';
    const report = await parseInput('', { 'published.yaml': published }, { published: 'published.yaml' });
    expect(report.published.get('mlp.base.f1')).toMatchObject({
      ...{ value: 0.9, text: '0.90', kind: 'metric', unit: '%', source: 'The report' },
      place: { file: 'published.yaml', line: 5, column: 5 },
    });
    expect(report.published.get('mlp.base.n')).toMatchObject({ kind: 'count', unit: 'weights' });
  });

  it('refuses a kind that is none, once where it stands', async () => {
    const published =
      'source: S\nmlp:\n  kind: durations\n  a: {value: 3}\n  b: {value: 4, kind: counts}\n  c: {value: 5, kind: text}\n';
    const refused = parseInput('', { 'published.yaml': published }, { published: 'published.yaml' });
    expect(await mistakes(refused)).toEqual([
      'published.yaml:3:9 field-is-valid  no kind "durations" of published figures (nearest: "duration"). Correct it.',
      'published.yaml:5:23 field-is-valid  no kind "counts" of published figures (nearest: "count"). Correct it.',
    ]);
  });

  it('reads published times as seconds and keeps how they were printed', async () => {
    const times = [
      ...['2 min 21 s', '165 ms', '9.69 s', '1 min', '1 h 02 min', '40.3 min'],
      ...['2.99', 'quick', '5 m', '"2 min, 21 s"', '""'],
    ];
    const report = await parseInput('', publishedTimes(times.slice(0, 7)), { published: 'published.yaml' });
    expect([...report.published.values()].map(({ value, text }) => [value, text])).toEqual([
      ...[[141, '2 min 21 s'] as const, [0.165, '165 ms'], [9.69, '9.69 s'], [60, '1 min']],
      ...[[3720, '1 h 02 min'] as const, [2418, '40.3 min'], [2.99, '2.99']],
    ]);
    const wrong = say.fieldIsWrong('value', say.expected('seconds, or a time like "2 min 21 s"'));
    const refused = parseInput('', publishedTimes(times.slice(7)), { published: 'published.yaml' });
    expect(await mistakes(refused)).toEqual(
      [4, 5, 6, 7].map((line) => `published.yaml:${line}:15 field-is-valid  ${wrong}`),
    );
  });

  it('reads the keys of the bibliography and tells of doubles', async () => {
    const settings = { bibliography: 'r.bib' };
    const bib =
      '@comment{x,}\n@article{ann2016,\n  note = {mail me @home{x, y}},\n}\n@Book(bob, title={T})\n';
    const report = await parseInput('', { 'r.bib': bib }, settings);
    expect([...report.citationKeys]).toEqual(['ann2016', 'bob']);
    expect(await mistakes(parseInput('', { 'r.bib': `${bib}@misc{bob,}\n` }, settings))).toEqual([
      `r.bib:6:1 id-is-unique  ${say.bibliographyKeyIsTaken('bob')}`,
    ]);
  });
});
