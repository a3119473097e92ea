import katex from 'katex';
import { describe, expect, test } from 'vitest';

import { filesFetched, filesRead } from '../../src/base/messages/fill.ts';
import { listShown } from '../../src/base/origins.ts';
import type { FilledDocument } from '../../src/base/report.ts';
import type { EngineName } from '../../src/base/results.ts';
import type { CaptionedFigureNode } from '../../src/base/filled-nodes.ts';
import { plainText } from '../../src/fill/plain-text.ts';
import { visitAll } from '../../src/fill/walk.ts';
import { experiment, fillFiles, sums } from './report-of.ts';

const titles = { wasm: 'TensorFlow.js (WASM)', cpu: 'TensorFlow.js (CPU)' };

/** A report filled from the job `sums` as another engine made it than the one its task would rather run on. */
function fillWith(engine: 'wasm' | 'cpu', source: string): Promise<FilledDocument> {
  const job = sums({ engine: { name: engine, title: titles[engine] }, preferredEngine: 'tensorflow' });
  const spec = '{"data": {"name": "data"}, "mark": "bar", "encoding": {"x": {"field": "n"}}}';
  return fillFiles({ 'a.md': `${experiment}\n${source}`, 'figures/bars.json': spec }, [job]);
}

function formulasOf(document: FilledDocument): string[] {
  const formulas: string[] = [];
  visitAll(document.root, (node) => {
    if (node.type === 'numberedEquation' || node.type === 'inlineMath') formulas.push(node.value);
  });
  return formulas;
}

function figureOf(document: FilledDocument): CaptionedFigureNode {
  const figure = document.root.children.find((node) => node.type === 'captionedFigure');
  if (!figure) throw new Error('there is no figure');
  return figure;
}

describe('a number that another engine made', () => {
  test('carries the engine’s mark in prose, which leads to what the mark means', async () => {
    const { root } = await fillWith('wasm', 'It is :value[sums.total].\n');
    expect(root.children[0]).toMatchObject({
      children: [
        { value: 'It is ' },
        { type: 'printed', value: '10' },
        { type: 'internalLink', target: 'how-the-numbers-were-made', children: [{ value: '†' }] },
        { value: '.' },
      ],
    });
    expect(plainText(root.children.slice(-1))).toMatch(/^† Made by TensorFlow\.js \(WASM\)/);
  });

  test('carries it once in a table that one engine made, in the caption', async () => {
    const source =
      ':::table{#tbl-a of="[{a: sums.total, b: sums.total}]"}\nSums.\n```yaml\ncolumns:\n  - {header: A, value: a}\n```\n:::\n';
    const { root } = await fillWith('wasm', source);
    const table = root.children[0];
    expect(table).toMatchObject({
      children: [{ value: 'Sums.' }, { role: 'note', children: [{ value: '†' }] }],
    });
    expect(JSON.stringify(table).match(/†/g)).toHaveLength(1);
  });

  test.each([
    ['$\\result{sums.total}^2$', '{10{}^{\\dagger}}^2'],
    ['$x^\\result{sums.total}$', 'x^{{10{}^{\\dagger}}}'],
    ['$$\n\\result{[1, sums.total]}\n$$', '{\\begin{bmatrix} 1 & 10 \\end{bmatrix}{}^{\\dagger}}'],
    [
      '$\\text{of \\result{sums.total} sums}^{\\result{sums.total}}$',
      '\\text{of 10 sums}^{{10{}^{\\dagger}}}\n{}^{\\dagger}',
    ],
    ['$n = \\result{1 + 1}$', 'n = 2'],
  ])('carries it in mathematics: %s', async (source, tex) => {
    const formulas = formulasOf(await fillWith('cpu', `${source}\n`));
    expect(formulas).toEqual([tex]);
    expect(() => katex.renderToString(tex, { strict: 'error', displayMode: true })).not.toThrow();
  });

  test.each([
    ['its data', 'of="sums.rows"', 'Bars.'],
    ['data put together', 'of="[{n: sums.total}]"', 'Bars.'],
    ['its words', 'of="[{n: 1}]"', ':value[sums.total] bars.'],
  ])('marks the caption of a figure for %s', async (_, of, alt) => {
    const block = `:::figure{#fig-a spec=bars ${of}}\nA caption.\n\`\`\`yaml\nalt: "${alt}"\n\`\`\`\n:::\n`;
    const figure = figureOf(await fillWith('wasm', block));
    expect(figure.children.at(-1)).toMatchObject({ role: 'note', children: [{ value: '†' }] });
    expect(new Set(figure.origins.flatMap(({ jobs }) => jobs))).toEqual(new Set(['sums']));
  });

  test('carries none where the task prefers no other', async () => {
    const job = sums({ engine: { name: 'wasm', title: titles.wasm }, preferredEngine: 'wasm' });
    const document = await fillFiles({ 'a.md': `${experiment}\n$\\result{sums.total}$\n` }, [job]);
    expect(formulasOf(document)).toEqual(['10']);
  });
});

test('numbers in mathematics and figures are known with their engines', async () => {
  const block = ':::figure{#fig-a spec=bars of="sums.rows"}\n```yaml\nalt: Bars.\n```\n:::\n';
  const source = `:value[sums.total] and $\\result{sums.total + 1}$\n\n$$\n\\result{sums.total}\n$$\n\n${block}`;
  const shown = listShown(await fillWith('wasm', source));
  const wasm: EngineName[] = ['wasm'];
  expect(shown.map(({ as, origin }) => [as, origin.expression, origin.fallback])).toEqual([
    ['text', 'sums.total', wasm],
    ['mathematics', 'sums.total + 1', wasm],
    ['mathematics', 'sums.total', wasm],
    ['figure', 'sums.rows', wasm],
  ]);
});

describe('the last section', () => {
  test('says of each job what it does, and which files were read', async () => {
    const read = ['mnist/images', 'digits'].map((name) => ({
      name,
      isMeasured: false,
      sha256: 'f11e'.repeat(16),
      bytes: 12,
    }));
    const job = sums({
      files: [...read, { name: 'walks/101', isMeasured: true, sha256: 'ab'.repeat(32), bytes: 9 }],
      seed: 7,
    });
    const { root } = await fillFiles({ 'a.md': experiment }, [job]);
    const [, , table, files, fetched] = root.children.map((node) => plainText([node]));
    expect(table).toContain('sumsAdds whole numbers (add)JavaScript70123456789ab');
    expect(files).toBe(`${filesRead(2)}mnist/images, digits.`);
    expect(fetched).toBe(`${filesFetched(1)}walks/101.`);
  });

  test('is not there without jobs', async () => {
    const { contents } = await fillFiles({ 'a.md': '# One\n' });
    expect(contents.map(({ title }) => title)).toEqual(['One']);
  });
});
