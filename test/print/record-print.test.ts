import { describe, expect, test } from 'vitest';

import { listShown } from '../../src/base/origins.ts';
import { makeAnew } from '../../src/base/made.ts';
import { count, duration } from '../../src/base/kinds.ts';
import { readFigureData } from '../../src/emit/figure/read-figure-data.ts';
import { recordPrint } from '../../src/print/record-print.ts';
import { experiment, fillFiles, sums } from '../fill/report-of.ts';

const timed = sums({ results: { total: 10, took: 2.5 }, specs: { total: count(), took: duration() } });
const record = async (text: string) => {
  const document = await fillFiles({ '01.md': `${experiment}\n${text}\n` }, [timed]);
  const print = recordPrint(document, new Map());
  const shown = listShown(document).map(({ origin }) => [origin.expression, origin.place]);
  expect(print.numbers.map(({ expression, place }) => [expression, place])).toEqual(shown);
  return print;
};

describe('the print of a document', () => {
  test('has every number with its sentence, and durations without text', async () => {
    const print = await record(
      '# One :value[sums.total]\n\nFirst. Second, e.g. :value[sums.total]{format=".1f"} of *:value[sums.total]*, in\n' +
        ':value[sums.took]. Third $x = \\result{sums.total}$, see @eq-a.[^1]\n\n$$ {#eq-a}\ny = \\frac{\\result{sums.total}}{2x}\n$$\n\n[^1]: A note of :value[sums.total].',
    );
    const second = 'Second, e.g. 10.0 of 10, in ….';
    expect(
      print.numbers.map(({ where, text, sentence, position }) => [where, text, sentence, position]),
    ).toEqual([
      ['heading', '10', 'One 10', 0],
      ['prose', '10.0', second, 0],
      ['prose', '10', second, 1],
      ['prose', null, second, 2],
      ['prose', '10', 'Third $x = 10$, see @eq-a.', 0],
      ['mathematics', '10', 'y = \\frac{10}{2x}', 0],
      ['prose', '10', 'A note of 10.', 0],
    ]);
    expect(new Set(print.numbers.map(({ heading }) => heading))).toEqual(new Set(['One …', null]));
    expect(print.numbers[1]).toMatchObject({
      frame: 'Second, e.g. ‹› of ‹›, in ‹›.',
      expression: 'sums.total',
      format: '.1f',
      results: ['sums:total'],
    });
  });

  test('has the cells of tables by row and column', async () => {
    const print = await record(
      ':::table{#tbl-a of="cases(sums)"}\nAll :value[sums.total].\n```yaml\ncolumns:\n  - {header: Name, value: case}\n  - {header: Total, value: total, format: ".1f"}\n  - {header: Total, value: took}\n```\n:::\n\n' +
        '| What | Of :value[sums.total] |\n|---|---|\n| A | :value[sums.total] of :value[sums.total]{format="03d"} |\n',
    );
    expect(print.tables).toMatchObject([
      { id: 'tbl-a', caption: 'All 10.', columns: ['Name', 'Total', 'Total (2)'], rows: ['sums'] },
      { id: null, caption: '', columns: ['What', 'Of …'], rows: ['A'] },
    ]);
    expect(print.numbers.map(({ cell, text, sentence }) => [cell?.table, text, sentence])).toEqual([
      [0, 'sums', 'All 10. (sums, Name)'],
      [0, '10.0', 'All 10. (sums, Total)'],
      [0, null, 'All 10. (sums, Total (2))'],
      [undefined, '10', 'All 10.'],
      [1, '10', 'Of …'],
      [1, '10', 'A, Of …'],
      [1, '010', 'A, Of …'],
    ]);
  });
});

describe('a figure', () => {
  const spec = JSON.stringify({
    data: { name: 'data' },
    transform: [{ filter: 'datum.n > 1' }, { calculate: 'datum.sum / 2', as: 'half' }],
    layer: [{ mark: 'line' }, { mark: 'point' }],
    encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'half', type: 'quantitative' } },
  });
  const figure = (of: string): string =>
    `${experiment}\n:::figure{#fig-a spec=a of="${of}"}\nCaption.\n\`\`\`yaml\nalt: "The sum grows to :value[sums.total]."\n\`\`\`\n:::\n`;
  const printOf = async (of: string) => {
    const document = await fillFiles({ '01.md': figure(of), 'figures/a.vl.json': spec }, [sums()]);
    return recordPrint(document, await readFigureData(document, makeAnew()));
  };

  test('has the data of its marks after all transforms, and the numbers of its alternative text', async () => {
    const { figures, numbers } = await printOf('sums.rows');
    const rows = [2, 3, 4].map((n) => [(n * (n + 1)) / 4, n, (n * (n + 1)) / 2]);
    expect(figures).toMatchObject([
      {
        id: 'fig-a',
        caption: 'Caption.',
        picture: {
          type: 'chart',
          spec: 'a',
          data: [{ fields: ['half', 'n', 'sum'], count: 3, rows, extremes: null }],
        },
      },
    ]);
    expect(numbers.map(({ where, text, sentence }) => [where, text, sentence])).toEqual([
      ['figure', null, 'Caption.'],
      ['alternative', '10', 'The sum grows to 10.'],
    ]);
  });
});
