import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import type { DocumentPrint, PrintChange } from '../../src/base/document-print.ts';
import { comparePrints } from '../../src/print/compare-prints.ts';
import { isDifference } from '../../src/print/is-difference.ts';
import { samplePrint, sampleRows, type Sample } from './sample-print.ts';

let locked: DocumentPrint;
beforeAll(async () => {
  locked = await samplePrint();
});

const changesOf = async (sample: Sample): Promise<PrintChange[]> =>
  comparePrints(locked, await samplePrint(sample));
const replacing = (from: string, to: string) => (source: string) => {
  expect(source).toContain(from);
  return source.replace(from, to);
};
/** `number sums.total: text 10 -> 11` */
const tell = (changes: readonly PrintChange[]): string[] =>
  changes.map(
    ({ of, type, cell, expression, aspects }) =>
      `${type} ${of} ${[cell?.row, cell?.column, expression].filter(Boolean).join(', ')}: ${aspects
        .map(({ aspect, locked: was, now }) => `${aspect} ${was} -> ${now}`)
        .join('; ')}`,
  );

describe('no difference is', () => {
  test.each<[string, Sample]>([
    ['nothing', {}],
    ['another time', { took: 99 }],
    ['lines before', { prose: 'Some prose.\n\nMore of it.\n\n' }],
    ['a sentence in other words', { edit: replacing('It adds up to', 'Summed, that is') }],
    [
      'numbers in another order in other words',
      {
        edit: replacing(
          'It adds up to :value[sums.total], twice that is :value[sums.total * 2].',
          'Twice the sum is :value[sums.total * 2], and the sum is :value[sums.total].',
        ),
      },
    ],
    [
      'a sentence elsewhere',
      {
        edit: (source) => {
          const sentence = 'It adds up to :value[sums.total], twice that is :value[sums.total * 2]. ';
          return `${source.replace(sentence, '')}\nAt last. ${sentence}\n`;
        },
      },
    ],
    ['another heading', { edit: replacing('# Tables', '# What is in rows {#sec-rows}') }],
    [
      'a section elsewhere',
      {
        edit: (source) => {
          const at = source.indexOf('# Tables');
          return `${source.slice(at)}\n${source.slice(0, at)}`;
        },
      },
    ],
    [
      'columns in another order',
      {
        edit: replacing(
          '  - {header: Sum, value: sum}\n  - {header: Share, value: share, format: ".3f"}',
          '  - {header: Share, value: share, format: ".3f"}\n  - {header: Sum, value: sum}',
        ),
      },
    ],
    ['a header in other words', { edit: replacing('{header: Sum,', '{header: In all,') }],
    ['a caption in other words', { edit: replacing('Half of the sums.', 'Sums, halved.') }],
    ['an alternative text in other words', { edit: replacing('The sums grow to', 'They grow up to') }],
  ])('%s', async (_, sample) => {
    expect(await changesOf(sample)).toEqual([]);
  });

  test('any prose between', async () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', ' ', '.', ',', ';'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 0, max: 8 }), async (prose, at) => {
        const paragraphs = (source: string): string => {
          const parts = source.split(/\n\n(?=#|:claim|:::table|\||:::figure|\$\$|A note|\[\^1)/);
          const text = `Prose ${prose.trim()} of the author.`;
          return [...parts.slice(0, at), text, ...parts.slice(at)].join('\n\n');
        };
        expect(await changesOf({ edit: paragraphs, editSpec: (spec) => spec })).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a difference is', () => {
  test.each<[string, Sample, string[]]>([
    [
      'a swapped number',
      {
        edit: replacing(
          ':value[sums.total], twice that is :value[sums.total * 2]',
          ':value[sums.total * 2], twice that is :value[sums.total]',
        ),
      },
      [
        'changed number sums.total * 2: text 10 -> 20; expression sums.total -> sums.total * 2',
        'changed number sums.total: text 20 -> 10; expression sums.total * 2 -> sums.total',
      ],
    ],
    [
      'an edited expression of the same value',
      { edit: replacing('sums.total * 2', 'sums.total + 10') },
      ['changed number sums.total + 10: expression sums.total * 2 -> sums.total + 10'],
    ],
    [
      'an edited expression in other words',
      {
        edit: replacing('twice that is :value[sums.total * 2]', 'twice that gives :value[sums.total + 10]'),
      },
      ['changed number sums.total + 10: expression sums.total * 2 -> sums.total + 10'],
    ],
    [
      'a format',
      { edit: replacing('{format=".2f"}', '{format=".1f"}') },
      ['changed number sums.rows[0].share: text 0.14 -> 0.1; format .2f -> .1f'],
    ],
    [
      'a format in other words',
      {
        edit: replacing(
          'A share of :value[sums.rows[0].share]{format=".2f"}',
          'So :value[sums.rows[0].share]{format=".1f"}',
        ),
      },
      ['changed number sums.rows[0].share: text 0.14 -> 0.1; format .2f -> .1f'],
    ],
    [
      'a number that is gone',
      { edit: replacing(', twice that is :value[sums.total * 2]', '') },
      ['gone number sums.total * 2: text 20 -> null'],
    ],
    [
      'a number that is new',
      { edit: replacing('A note.', 'A note of :value[sums.given.last + 1].') },
      ['new number sums.given.last + 1: text null -> 5'],
    ],
    [
      'a swapped column',
      {
        edit: (source) => source.replace('value: sum}', 'value: n}'),
      },
      [
        'changed number row a, Sum, n: expression sum -> n',
        'changed number row b, Sum, n: text 3 -> 2; expression sum -> n',
        'changed number row c, Sum, n: text 6 -> 3; expression sum -> n',
      ],
    ],
    [
      'swapped headers of a table',
      { edit: replacing('| What | Value | Twice |', '| What | Twice | Value |') },
      [
        'changed number The total, Twice, sums.total: text 20 -> 10; expression 2 * sums.total -> sums.total',
        'changed number The total, Value, 2 * sums.total: text 10 -> 20; expression sums.total -> 2 * sums.total',
        'changed number The last, Twice, sums.given.last: text 8 -> 4; expression 2 * sums.given.last -> sums.given.last',
        'new number The last, Twice, sums.total: text null -> 10',
        'gone number The last, Value, sums.total: text 10 -> null',
        'changed number The last, Value, 2 * sums.given.last: text 4 -> 8; expression sums.given.last -> 2 * sums.given.last',
      ],
    ],
    [
      'the order of rows',
      { edit: replacing('columns:\n', 'sort: -sum\ncolumns:\n') },
      ['changed table : order row a, row b, row c -> row c, row b, row a'],
    ],
    [
      'rows left out',
      { edit: replacing('columns:\n', 'where: n < 3\ncolumns:\n') },
      [
        'gone number row c, Name, name: text row c -> null',
        'gone number row c, Sum, sum: text 6 -> null',
        'gone number row c, Share, share: text 0.429 -> null',
      ],
    ],
    [
      'a datum of a figure',
      { rows: sampleRows.map((row) => (row.n === 2 ? { ...row, sum: 3.0000000000000004 } : row)) },
      [
        'changed figure : data half of row 2: 1.5 -> 1.5000000000000002; data sum of row 2: 3 -> 3.0000000000000004',
      ],
    ],
    [
      'the rows of a figure',
      { edit: replacing('of="sums.rows"}\nHalf', 'of="slice(sums.rows, 0, 2)"}\nHalf') },
      [
        'changed figure : expression sums.rows -> slice(sums.rows, 0, 2); data 3 rows of half, n, name, share, sum -> 2 rows of half, n, name, share, sum',
      ],
    ],
    [
      'a figure drawn otherwise',
      { editSpec: replacing('"point"', '"bar"') },
      [
        'changed figure : spec rows -> the same spec, edited; data 3 rows of half, n, name, share, sum -> 3 rows of half, half_end, half_start, n, name, share, sum',
      ],
    ],
    [
      'a figure that is gone',
      { edit: (source) => source.replace(/:::figure[^]*?\n:::\n/, '') },
      ['gone figure : ', "gone number max(pluck(sums.rows, 'sum')): text 6 -> null"],
    ],
    [
      'a table that is gone',
      { edit: (source) => source.replace(/\| What[^]*?\n\n/, '\n') },
      ['gone table : '],
    ],
    [
      'a condition',
      { edit: replacing('if="sums.total > 3"', 'if="sums.total > 0"') },
      ['changed claim sums.total > 0: condition sums.total > 3 -> sums.total > 0'],
    ],
    [
      'a claim that is gone',
      {
        edit: replacing(
          ':claim[The sum of :value[sums.total] is large]{if="sums.total > 3"}',
          'The sum of :value[sums.total] is large',
        ),
      },
      ['gone claim sums.total > 3: '],
    ],
    [
      'mathematics',
      { edit: replacing('\\result{sums.given.last}', '\\result{sums.given.last + 1}') },
      ['changed number sums.given.last + 1: text 4 -> 5; expression sums.given.last -> sums.given.last + 1'],
    ],
  ])('%s', async (_, sample, told) => {
    const changes = await changesOf(sample);
    expect(changes.every(isDifference)).toBe(true);
    expect(tell(changes)).toEqual(told);
  });

  test('no claim in other words, which is told', async () => {
    const changes = await changesOf({ edit: replacing('is large]', 'is great]') });
    expect(tell(changes)).toEqual([
      'changed claim sums.total > 3: words The sum of … is large -> The sum of … is great',
    ]);
    expect(changes.some(isDifference)).toBe(false);
  });

  test('every single number of another text, expression, format or other results, and only that', () => {
    const { numbers } = locked;
    const words = numbers.flatMap(({ where }, index) => (where === 'figure' ? [] : [index]));
    const change = fc.constantFrom<Partial<(typeof numbers)[number]>>(
      { text: 'other' },
      { expression: 'other' },
      { format: '.9f' },
      { results: ['other:result'] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...words), change, (index, other) => {
        const edited = numbers.map((number, at) => (at === index ? { ...number, ...other } : number));
        const changes = comparePrints(locked, { ...locked, numbers: edited });
        expect(changes).toHaveLength(1);
        expect(changes[0]!.place).toEqual(numbers[index]!.place);
        expect(changes[0]!.aspects.map(({ aspect }) => aspect)).toEqual(Object.keys(other));
      }),
    );
  });
});
