import { describe, expect, test } from 'vitest';

import { auditReport, type Audit } from '../../src/audit/audit-report.ts';
import type { Latest } from '../../src/base/effects.ts';
import { noLatest } from '../../src/base/latest.ts';
import { formatPlace } from '../../src/base/place.ts';
import { type MemoryFiles, parseInput } from '../parse/memory.ts';

async function audit(input: string, others: MemoryFiles = {}, latest: Latest = noLatest): Promise<Audit> {
  return auditReport(await parseInput(input, others), latest);
}

const numbersOf = ({ unbound }: Audit): string[] =>
  unbound.map(({ text, at, passage }) => `${formatPlace(passage.placeAt(at))} ${text}`);

const toldOf = (diagnostics: Audit['mistakes']): string[] =>
  diagnostics.map(({ rule, place }) => `${place ? formatPlace(place) : '-'} ${rule}`);

const fence = '```';

const figure = [
  ':::figure{#fig-bars spec=bars of="all.rows"}',
  'Bars.',
  `${fence}yaml`,
  'alt: Bars.',
  fence,
  ':::',
].join('\n');

/** The numbers found in a spec, with the text that stands where they are told to stand. */
async function inSpec(spec: unknown): Promise<string[]> {
  const text = typeof spec === 'string' ? spec : JSON.stringify(spec, null, 2);
  const found = await audit(figure, { 'figures/bars.json': text });
  const lines = text.split('\n');
  return found.unbound.map((number) => {
    const { file, line, column } = number.passage.placeAt(number.at);
    expect(file).toBe('figures/bars.json');
    expect((lines[line - 1] ?? '').slice(column - 1)).toMatch(
      new RegExp(`^${number.text.replace(/[.+]/g, '\\$&')}`),
    );
    return number.text;
  });
}

describe('numbers of a spec', () => {
  test.each<[string, string[], unknown]>([
    ['a title', ['0.87'], { title: 'Up to 0.87' }],
    [
      'a title of several lines',
      ['0.87', '12.5'],
      { title: { text: ['Of all', 'up to 0.87'], subtitle: 'by 12.5 points' } },
    ],
    ['the title of an axis', ['0.87'], { encoding: { x: { field: 'a', axis: { title: 'Share of 0.87' } } } }],
    [
      'the title of a legend',
      ['0.87'],
      { encoding: { color: { field: 'a', legend: { title: '0.87 and more' } } } },
    ],
    ['a mark of text', ['0.87'], { layer: [{ mark: { type: 'text', text: '0.87' } }] }],
    ['a text of an encoding', ['0.87'], { encoding: { text: { value: '0.87 of them' } } }],
    [
      'a text on a condition',
      ['0.87'],
      { encoding: { text: { condition: { test: 'a', value: '0.87' }, value: '' } } },
    ],
    ['a constant', ['0.87'], { layer: [{ mark: 'rule', encoding: { y: { datum: 0.87 } } }] }],
    ['a constant by an expression', ['0.8', '0.07'], { encoding: { y: { datum: { expr: '0.8 + 0.07' } } } }],
    [
      'data',
      ['0.87', '34'],
      {
        data: {
          values: [
            { a: 0.87, b: 'x' },
            { a: 0, b: 'of 34' },
          ],
        },
      },
    ],
    ['data sets', ['0.87'], { datasets: { goal: [0.87] } }],
    [
      'a label of an axis',
      ['0.87'],
      { encoding: { x: { axis: { labelExpr: "datum.value == 2 ? 'F1 of 0.87' : ''" } } } },
    ],
    ['what is calculated of nothing', ['0.87'], { transform: [{ calculate: '0.87', as: 'goal' }] }],
    [
      'what a condition chooses',
      ['0.87'],
      { transform: [{ calculate: 'datum.a > 3 ? 0.87 : datum.b', as: 'c' }] },
    ],
    ['what stands in for data', ['0.87'], { transform: [{ impute: 'a', key: 'b', value: 0.87 }] }],
    ['a parameter', ['0.87'], { params: [{ name: 'goal', value: 0.87 }] }],
    ['behind escapes', ['0.87'], { title: 'A \\"line\\"\n\u00e9 of 0.87' }],
  ])('%s', async (_, numbers, spec) => {
    expect(await inSpec(spec)).toEqual(numbers);
  });

  test.each<[string, unknown]>([
    [
      'scales, ticks and sizes',
      { width: 400, encoding: { x: { scale: { domain: [0.2, 0.87] }, axis: { values: [0.5, 0.87] } } } },
    ],
    [
      'pixels',
      { encoding: { x: { value: 120 }, opacity: { value: 0.35 } }, mark: { type: 'bar', size: 12.5 } },
    ],
    ['lines of reference', { encoding: { y: { datum: 0 } }, layer: [{ encoding: { y: { datum: 1 } } }] }],
    [
      'conditions on data',
      { transform: [{ filter: 'datum.a > 0.87' }, { filter: { field: 'a', gt: 0.87 } }] },
    ],
    ['formulas', { transform: [{ calculate: 'datum.a / 1e9 * 0.87', as: 'b' }] }],
    [
      'names of data',
      { transform: [{ calculate: "datum.label === '3 of 4' ? datum.a : datum['b 5']", as: 'b' }] },
    ],
    [
      'formats',
      { encoding: { x: { axis: { format: '.2f', labelExpr: "format(1 - datum.value, '.0%')" } } } },
    ],
    ['names and dates', { title: 'F1 in November 2017', config: { title: { fontSize: 12.5 } } }],
    ['what is declared', { title: 'At 0.05', usermeta: { literals: { '0.05': 'by convention' } } }],
  ])('are none: %s', async (_, spec) => {
    expect(await inSpec(spec)).toEqual([]);
  });

  test('declarations need a reason and a number', async () => {
    const spec = '{"title": "At 0.05",\n "usermeta": {"literals": {"0.05": " ",\n "0.06": "none such"}}}';
    const { mistakes, unbound } = await audit(figure, { 'figures/bars.json': spec });
    expect(unbound).toEqual([]);
    expect(toldOf(mistakes)).toEqual([
      'figures/bars.json:2:36 literal-has-reason',
      'figures/bars.json:3:10 literal-has-number',
    ]);
  });
});

describe('output', () => {
  const input = [
    `${fence}text`,
    'accuracy 0.87',
    fence,
    '',
    '> - quoted:',
    '>',
    `>   ${fence}`,
    '>   loss 0.5',
    `>   ${fence}`,
    '',
    `${fence}python`,
    'learning_rate = 0.87',
    fence,
    '',
    '    indented 34',
    '',
    `${fence}output reason="the log of 2017"`,
    'accuracy 0.93',
    fence,
  ].join('\n');

  test('is read where a fence does not name a language, and where no reason stands behind it', async () => {
    expect(numbersOf(await audit(input))).toEqual([
      'input.md:2:10 0.87',
      'input.md:8:10 0.5',
      'input.md:15:14 34',
    ]);
  });

  test('needs more than a blank as a reason, which is not shown', async () => {
    await expect(parseInput(`${fence}text reason=" "\n0.5\n${fence}`)).rejects.toThrow('literal-has-reason');
    const { sources } = await parseInput(`${fence}text wide reason='so'\n0.5\n${fence}`);
    expect(sources[0]?.tree.children[0]).toMatchObject({ lang: 'text', meta: 'wide' });
  });
});

test('numbers that an expression shows as they stand are the author’s, whatever else it names', async () => {
  const values = [
    ":value[all.a > 3 ? '0.91' : 'x']",
    ':value[all.a > 3 ? 0.91 : all.a]{format=".2f"}',
    ":value['at 0.5: ' + all.name]",
    ":value[verdict(all.a, all.b, 'by 12', 'F1', 'SHA-256')]",
    ":value[all.a > 0.91 ? 'more' : '']",
    ':value[all.a * 0.91 + round(all.a * 12.5)]',
    ':value[all.a > 3 ? 1 : 0]',
    ":value[format(all.a, '.2f') + ' ms']",
  ];
  const { mistakes } = await audit(values.join('\n\n'));
  expect(toldOf(mistakes)).toEqual([
    'input.md:1:20 number-is-bound',
    'input.md:3:20 number-is-bound',
    'input.md:5:8 number-is-bound',
    'input.md:7:30 number-is-bound',
  ]);
});

test('numbers in labels and notes are told at their first digit', async () => {
  const cases = ['cases:', '  one: {label: "The 34th of 97", units: 5, note: units 5 and 8}'];
  const input = [':::experiment{#all task=t}', `${fence}yaml`, ...cases, fence, ':::'].join('\n');
  const { mistakes } = await audit(input);
  expect(toldOf(mistakes)).toEqual(['input.md:4:29 number-is-bound', 'input.md:4:62 number-is-bound']);
});

test('comparisons stand in headers and alternative texts, too', async () => {
  const input = [
    ':::table{#tbl-a of="all.rows"}',
    'Rows.',
    `${fence}yaml`,
    'columns:',
    '  - {header: The faster, value: size}',
    '  - {header: ":claim[The slower]{if=\\"all.a > 3\\"}", value: size}',
    fence,
    ':::',
    '',
    ':::figure{#fig-a spec=bars of="all.rows"}',
    'Bars.',
    `${fence}yaml`,
    'alt: >-',
    "  The first is longer. The second is :value[all.a > 3 ? 'shorter' : 'longer'], no longer than that.",
    fence,
    ':::',
  ].join('\n');
  const { warnings } = await audit(input, { 'figures/bars.json': '{"mark": "bar"}' });
  expect(toldOf(warnings)).toEqual([
    'input.md:5:18 comparison-is-claimed',
    'input.md:14:16 comparison-is-claimed',
  ]);
  expect(warnings[1]?.message).toContain('no claim can stand in an alternative text');
});

describe('what was in order', () => {
  test('is not looked at again, and what changed is', async () => {
    const kept = new Map<string, string>();
    const latest: Latest = {
      read: (kind, name) => Promise.resolve(kept.get(`${kind} ${name}`) ?? null),
      write: (kind, name, text) => Promise.resolve(void kept.set(`${kind} ${name}`, text)),
    };
    const spec = { 'figures/bars.json': '{"mark": "bar", "title": "F1"}' };
    const input = `One.\n\nIt is 0.5.\n\nIt is :value[all.a].\n\n${figure}`;
    expect(numbersOf(await audit(input, spec, latest))).toEqual(['input.md:3:7 0.5']);
    const [clean = ''] = kept.values();
    expect(clean).toContain('"One."');
    expect(clean).not.toContain('0.5');
    // The same text, elsewhere; a text that is new; a mark that is gone; a spec that changed.
    const edited = `Two of 7.\n\nOne.\n\nIt is 0.5.\n\nIt is ￼.\n\n${figure}`;
    const faulty = { 'figures/bars.json': '{"mark": "bar", "title": "0.9"}' };
    expect(numbersOf(await audit(edited, faulty, latest))).toEqual([
      'input.md:1:8 7',
      'input.md:5:7 0.5',
      'figures/bars.json:1:27 0.9',
    ]);
    // Another language asks for no comparisons.
    const german = await auditReport(await parseInput('It is faster.', {}, { language: 'de' }), latest);
    expect(german.warnings).toEqual([]);
    expect((await audit('It is faster.', {}, latest)).warnings).toHaveLength(1);
  });
});
