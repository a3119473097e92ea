import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import {
  bibliographyIsMissing,
  citationIsUnknown,
  excerptFileIsFaulty,
  excerptIsUnknown,
  referenceIsUnknown,
} from '../../src/base/messages/fill.ts';
import { createMade } from '../../src/base/made.ts';
import { listShown } from '../../src/base/origins.ts';
import type { FilledDocument } from '../../src/base/report.ts';
import { emitMarkdown } from '../../src/emit/markdown/emit-markdown.ts';
import { expectFile } from '../support/expected-file.ts';
import { experiment, fillFiles, fillFolder, mistakesIn, sums } from './report-of.ts';

const fixtures = join(import.meta.dirname, '../fixtures/fill');
const write = (document: FilledDocument): string => String(emitMarkdown(document, new Map())[0]?.content);
const writeFiles = async (files: Record<string, string>): Promise<string> =>
  write(await fillFiles(files)).replace(/^# A title\n+/, '');

describe('a report', () => {
  test('of two sources: numbers, references, notes, links, citations and code', async () => {
    const document = await fillFolder(join(fixtures, 'structure'), [sums()]);
    expectFile(join(fixtures, 'structure/expected.md'), write(document));
  });

  test('with citations by author and date', async () => {
    const document = await fillFolder(join(fixtures, 'author-date'));
    expectFile(join(fixtures, 'author-date/expected.md'), write(document));
  });

  test('is the same document when filled again', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => fillFolder(join(fixtures, 'structure'), [sums()])),
    );
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  test('loads neither the citation processor nor the parser where what they made is kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'made-'));
    const first = await fillFolder(join(fixtures, 'structure'), [sums()], createMade(folder, 'test'));
    const kept = createMade(folder, 'test');
    const produced: string[] = [];
    const second = await fillFolder(join(fixtures, 'structure'), [sums()], {
      ...kept,
      text: (kind, parts, produce) =>
        kept.text(kind, parts, () => {
          produced.push(kind);
          return produce();
        }),
    });
    rmSync(folder, { recursive: true });
    expect(produced).toEqual([]);
    expect(second).toEqual(first);
  });

  test('knows where each of its numbers came from', async () => {
    const document = await fillFolder(join(fixtures, 'structure'), [sums()]);
    const origins = listShown(document).map(({ text, origin }) => [
      text,
      origin.jobs.join(),
      origin.published,
    ]);
    expect(origins).toContainEqual(['10', 'sums', false]);
    expect(origins).toContainEqual(['10.0', '', true]);
  });
});

describe('sections', () => {
  test('have a table of contents, two levels deep', async () => {
    const { contents } = await fillFiles({ 'a.md': '# One\n\n## *Two* `x`\n\n### Three\n\n# One\n' });
    expect(contents).toEqual([
      { id: 'one', number: '1', title: 'One', depth: 1 },
      { id: 'two-x', number: '1.1', title: 'Two x', depth: 2 },
      { id: 'one-1', number: '2', title: 'One', depth: 1 },
    ]);
  });

  test('are listed in words where their titles hold mathematics', async () => {
    const { contents } = await fillFiles({ 'a.md': '# Why $n^{2} \\times \\alpha$\n' });
    expect(contents).toMatchObject([{ id: 'why-n2-α', title: 'Why n^2 × α' }]);
  });

  test('count from the least depth used, whatever is appended', async () => {
    const { contents } = await fillFiles({ 'a.md': `## One\n\n### Two\n\n${experiment}` }, [sums()]);
    expect(contents.map(({ number, title, depth }) => [number, title, depth])).toEqual([
      ['1', 'One', 1],
      ['1.1', 'Two', 2],
      [null, 'How the numbers were made', 1],
    ]);
  });

  test('come by no id that an author gave', async () => {
    const { contents } = await fillFiles({ 'a.md': '# Sec x\n\n# Other {#sec-x}\n' });
    expect(contents.map(({ id }) => id)).toEqual(['sec-x-1', 'sec-x']);
  });
});

describe('mistakes', () => {
  test('an unknown reference, with the nearest id', async () => {
    const mistakes = await mistakesIn({ 'a.md': '# One {#sec-one}\n\nSee @sec-onne and @fig-y.\n' });
    expect(mistakes).toEqual([
      {
        rule: 'reference-is-known',
        message: referenceIsUnknown('sec-onne', 'sec-one'),
        place: { file: 'a.md', line: 3, column: 5 },
      },
      {
        rule: 'reference-is-known',
        message: referenceIsUnknown('fig-y', null),
        place: { file: 'a.md', line: 3, column: 19 },
      },
    ]);
  });

  test('an unknown citation, with the nearest key, or no bibliography at all', async () => {
    const text = 'As [@kingma].\n';
    const [known] = await mistakesIn({ 'a.md': text, 'references.bib': '@misc{kingma2, title={X}}' });
    expect(known?.message).toBe(citationIsUnknown('kingma', 'references.bib', 'kingma2'));
    const [missing] = await mistakesIn({ 'a.md': text });
    expect(missing?.message).toBe(bibliographyIsMissing('kingma'));
  });

  test('BibTeX that cannot be read, at its line', async () => {
    const [mistake] = await mistakesIn({
      'a.md': '@x said.\n',
      'references.bib': '@misc{x, title={X}}\n\n@misc{y, title={\n',
    });
    expect(mistake?.rule).toBe('bibliography-is-valid');
    expect(mistake?.place).toMatchObject({ file: 'references.bib', line: 4 });
  });

  test('an entry that the style cannot set, at its line', async () => {
    const [mistake, ...others] = await mistakesIn({
      'a.md': '@x and @y said.\n',
      'references.bib': '@misc{x, title={X}}\n\n@misc{y, author={constructor, A}, title={Y}}\n',
    });
    expect(mistake?.message).toContain('the entry "y" cannot be set');
    expect(mistake?.place).toMatchObject({ file: 'references.bib', line: 3 });
    expect(others).toEqual([]);
  });

  test('an unknown excerpt, and a file that is no code', async () => {
    const mistakes = await mistakesIn({
      'a.md': '::excerpt{file="x.ts" name=ad}\n\n::excerpt{file="y.ts" name=ad}\n',
      'x.ts': 'const add = 1;\n',
      'y.ts': 'const add = ;\n',
    });
    expect(mistakes.map(({ message }) => message)).toEqual([
      excerptIsUnknown('ad', 'x.ts', 'add'),
      excerptFileIsFaulty('y.ts', 'Unexpected token'),
    ]);
    expect(mistakes[1]?.place).toEqual({ file: 'y.ts', line: 1, column: 13 });
  });

  test('are told together, whatever found them', async () => {
    const text = `${experiment}\n:value[sums.totl] @sec-x\n`;
    const rules = (await mistakesIn({ 'a.md': text }, [sums()])).map(({ rule }) => rule);
    expect(rules).toEqual(['result-is-known', 'reference-is-known']);
  });
});

describe('numbers in brackets', () => {
  const cite = async (text: string): Promise<string> =>
    (
      await writeFiles({
        'a.md': text,
        'references.bib':
          '@misc{a, title={A}, year={2001}, author={Ada}}\n@misc{b, title={B}, author={Bo}}\n',
      })
    )
      .split('\n## ')[0]
      ?.replace(/^[\s\S]*\n\n(?=.)/, '') ?? '';

  test('keep their own order, with what stands around each', async () => {
    expect(await cite('X [@b; @a].\n')).toBe('X \\[[1](#ref-b), [2](#ref-a)].\n');
    expect(await cite('X [see @b, p. 3; @a].\n')).toBe('X \\[see [1](#ref-b), p. 3; [2](#ref-a)].\n');
    expect(await cite('@a says, in [-@a].\n')).toBe('Ada \\[[1](#ref-a)] says, in \\[[1](#ref-a)].\n');
  });
});

test('a page without a date is quoted by its address, with no word left of the day on which it was read', async () => {
  const written = await writeFiles({
    'a.md': 'X [@page].\n',
    'references.bib': '@misc{page, title={A page}, author={{Body}}, url={https://example.org/page}}\n',
  });
  expect(written).toMatch(/\(n\.d\.\)\. \*A page\*\. <https:\/\/example\.org\/page>\n/);
});

test('dates of references have the day before the month', async () => {
  const entry = '@online{a, title={A}, author={Ada}, url={https://example.org/a}, urldate={2026-11-24}}\n';
  const markdown = await writeFiles({ 'a.md': 'X [@a].\n', 'references.bib': entry });
  expect(markdown).toContain('Retrieved 24 November 2026, from <https://example.org/a>');
});

describe('engines', () => {
  const fallback = sums({
    engine: { name: 'wasm', title: 'WebAssembly 4.22.0' },
    preferredEngine: 'tensorflow',
    measures: null,
    seed: 7,
  });

  test('other than the preferred one leave a mark, and the last section says what it means', async () => {
    const document = await fillFiles({ 'a.md': `It is :value[sums.total].\n\n${experiment}` }, [fallback]);
    const markdown = write(document);
    expect(markdown).toContain('It is 10†.');
    expect(markdown).toMatch(
      /\| `sums` +\| Adds whole numbers \(`add`\) +\| WebAssembly 4.22.0 +\| +7 \| `0123456789ab` \|/,
    );
    expect(markdown).toContain('† Made by WebAssembly 4.22.0');
  });

  test('a document without jobs says nothing of them', async () => {
    expect(await writeFiles({ 'a.md': 'Text.\n' })).toBe('Text.\n');
  });
});

test('a picture of the prose is found from its source, and kept by its path from the root', async () => {
  const { images } = await fillFiles({
    'report.yaml': 'title: A title\nsources: [text/a.md]\n',
    'text/a.md': '![A](b%20c.png)\n',
    'text/b c.png': new Uint8Array([1]),
  });
  expect([...images]).toEqual([['text/b c.png', { mediaType: 'image/png', content: new Uint8Array([1]) }]]);
});
