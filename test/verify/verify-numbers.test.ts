import { describe, expect, it, test } from 'vitest';

import { listShown } from '../../src/base/origins.ts';
import { recordPrint } from '../../src/print/record-print.ts';
import { findShownDigits } from '../../src/verify/find-shown-digits.ts';
import { listUnheld, verifyNumbers } from '../../src/verify/verify-numbers.ts';
import { fillFiles } from '../fill/report-of.ts';
import { startCpuTime } from '../support/cpu-time.ts';

import { declaration, jobs, outcomes, results, verify } from './verify-document.ts';

describe('the number of a document', () => {
  it('is exact where every bit behind it is', async () => {
    const { numbers } = await verify('# One\n\nIt is :value[mlp.a.f1] of :value[mlp.a.given.width].', {});
    expect(numbers).toMatchObject([
      {
        outcome: 'exact',
        reason: null,
        locked: '0.871',
        now: '0.871',
        sentence: 'It is 0.871 of 8.',
        section: 'one',
      },
      { outcome: 'exact', reason: null, results: [] },
    ]);
  });

  it('is within tolerance where it is printed as it was', async () => {
    const { numbers } = await verify('It is :value[mlp.a.f1].', { a: { f1: 0.8713 } });
    expect(numbers).toMatchObject([
      {
        outcome: 'tolerance',
        reason:
          'bits behind it differ, and it is printed as it was; mlp.a:f1: 0.8712 → 0.8713, 0.0001 off; printed as 0.871 both times (.3f)',
      },
    ]);
  });

  it('is different where it is printed otherwise, unless a declared tolerance covers what is behind it', async () => {
    const source = 'It is :value[mlp.a.f1], or :value[mlp.a.f1 - mlp.b.f1]{format=".3f"}.';
    expect(await outcomes(source, { a: { f1: 0.8719 } })).toEqual(['different', 'different']);
    const { numbers } = await verify(source, { a: { f1: 0.8719 }, tolerance: 0.001 });
    expect(numbers).toMatchObject([
      { outcome: 'tolerance', locked: '0.871', now: '0.872' },
      {
        outcome: 'tolerance',
        reason: expect.stringContaining('printed as 0.172 instead of 0.171') as string,
      },
    ]);
  });

  it('is different where the most digits shown anywhere are', async () => {
    const source = 'About :value[mlp.a.f1]{format=".1f"}, that is :value[100 * mlp.a.f1]{format=".2f"} %.';
    const { numbers, verified } = await verify(source, { a: { f1: 0.87125 } });
    expect(numbers.map(({ outcome }) => outcome)).toEqual(['tolerance', 'different']);
    expect(verified[0]).toMatchObject({ outcome: 'different' });
    const complement = 'An error of :value[1 - mlp.a.f1]{format=".1%"}.';
    expect((await verify(complement, { a: { f1: 0.8714 } })).verified[0]).toMatchObject({
      outcome: 'tolerance',
    });
    expect((await verify(complement, { a: { f1: 0.8716 } })).verified[0]).toMatchObject({
      outcome: 'different',
    });
  });

  it('shows what goes into it', async () => {
    const source = 'On average :value[mean(pluck(cases(mlp), "f1"))]{format=".1f"}.';
    const near = await verify(source, { a: { f1: 0.88 } });
    expect(near.verified[0]).toMatchObject({
      outcome: 'tolerance',
      difference: '0.8712 → 0.88, 0.0088 off; the one number that it goes into is printed as it was',
    });
    expect(near.numbers[0]?.outcome).toBe('tolerance');
    expect(await outcomes(source, { a: { f1: 0.6 } })).toEqual(['different']);
  });

  it('is unchecked where a job behind it was not computed', async () => {
    const source =
      ':value[mlp.a.f1], :value[mlp.b.f1], :value[mlp.a.f1 - mlp.b.f1]{format=".3f"}, :value[mlp.b.took].';
    expect(await outcomes(source, { computed: ['mlp.a'] })).toEqual([
      'exact',
      'unchecked',
      'unchecked',
      'unchecked',
    ]);
    expect(await outcomes(source, { computed: ['mlp.a'], a: { f1: 0.9 } })).toEqual([
      'different',
      'unchecked',
      'different',
      'unchecked',
    ]);
  });

  it('is the machine’s where a duration went in, within a factor of ten', async () => {
    const source = ':value[mlp.a.took], :value[mlp.a.took / mlp.b.took]{format=".1f"}.';
    expect(await outcomes(source, { a: { took: 19 } })).toEqual(['machine', 'machine']);
    expect(await outcomes(source, { a: { took: 21 } })).toEqual(['different', 'different']);
  });

  test('a count off by one and another word are differences', async () => {
    expect(
      await outcomes(':value[mlp.a.n] of :value[mlp.a.name].', { a: { n: 42, name: 'Walking' } }),
    ).toEqual(['different', 'different']);
  });
});

describe('another winner is a difference, though every metric lies within tolerance', () => {
  const run = { b: { f1: 0.88 }, tolerance: 1 };

  test('as a word', async () => {
    expect(await outcomes('The best is :value[best(mlp, "f1").label].', run)).toEqual(['different']);
    expect(await outcomes('It is :value[mlp.a.f1 > mlp.b.f1 ? "better" : "worse"].', run)).toEqual([
      'different',
    ]);
  });

  test('as a number of it', async () => {
    const { numbers } = await verify('It has :value[best(mlp, "f1").n] of :value[best(mlp, "f1").f1].', run);
    expect(numbers).toMatchObject([
      { outcome: 'different', reason: 'another result stands here: mlp.b:n instead of mlp.a:n' },
      { outcome: 'different', reason: 'another result stands here: mlp.b:f1 instead of mlp.a:f1' },
    ]);
  });

  test('as the order of a shown table, or as other rows', async () => {
    const tableOf = (words: string): string =>
      `:::table{#tbl-a of="cases(mlp)"}\nAll.\n\`\`\`yaml\ncolumns:\n  - {header: Name, value: label}\n  - {header: F1, value: f1}\n${words}\n\`\`\`\n:::\n`;
    expect(await outcomes(tableOf('sort: -f1'), run)).toEqual([
      'different',
      'different',
      'different',
      'different',
    ]);
    expect(await outcomes(tableOf('sort: -f1'), { b: { f1: 0.7001 }, tolerance: 1 })).toEqual([
      'exact',
      'exact',
      'exact',
      'tolerance',
    ]);
    const { numbers } = await verify(tableOf('where: "f1 > 0.8"'), run);
    expect(numbers.map(({ outcome, locked, now }) => [outcome, locked, now])).toEqual([
      ['exact', 'Narrow', 'Narrow'],
      ['exact', '0.871', '0.871'],
      ['different', null, 'Wide'],
      ['different', null, '0.880'],
    ]);
  });
});

describe('tables, series and matrices', () => {
  test('show the digits of their columns', async () => {
    const source =
      ':::table{#tbl-h of="mlp.a.history"}\nEpochs.\n```yaml\ncolumns:\n  - {header: Epoch, value: epoch}\n  - {header: Loss, value: loss, format: ".1f"}\n```\n:::\n';
    const changed = (loss: number, f1: number) => ({
      history: [results.history[0]!, { epoch: 2, loss, f1 }],
    });
    const outcome = async (loss: number, f1: number) =>
      (await verify(source, { a: changed(loss, f1) })).verified.find(({ id }) => id === 'mlp.a:history');
    expect(await outcome(0.54, 0.84)).toMatchObject({ outcome: 'tolerance' });
    expect(await outcome(0.56, 0.84)).toMatchObject({
      outcome: 'different',
      difference:
        'row 2, "loss": 0.52 → 0.56, 0.04 off; printed as 0.6 instead of 0.5 (.1f); no tolerance is declared',
    });
    // What the document does not show of it is held to its declared format.
    expect(await outcome(0.52, 0.844)).toMatchObject({ outcome: 'tolerance' });
    expect(await outcome(0.52, 0.846)).toMatchObject({ outcome: 'different' });
  });

  test('in mathematics show every cell', async () => {
    const source = 'So $m = \\result[.1f]{mlp.a.mixing}$ and $x = \\result[.2f]{mlp.a.f1}$.';
    const changed = (cell: number) => ({ mixing: [results.mixing[0]!, [0.22, cell]] });
    expect(await outcomes(source, { a: changed(0.81) })).toEqual(['tolerance', 'exact']);
    expect(await outcomes(source, { a: changed(0.86) })).toEqual(['different', 'exact']);
    expect(await outcomes(source, { a: { f1: 0.874 } })).toEqual(['exact', 'tolerance']);
    expect(await outcomes(source, { a: { f1: 0.876 } })).toEqual(['exact', 'different']);
  });

  test('that one number is taken from show its digits', async () => {
    const source = 'The last is :value[mlp.a.curve[2]]{format=".2f"}.';
    expect(await outcomes(source, { a: { curve: [1, 2, 3.004] } })).toEqual(['tolerance']);
    expect(await outcomes(source, { a: { curve: [1, 2, 3.006] } })).toEqual(['different']);
  });
});

describe('what is no plain text', () => {
  it('is told as TeX in mathematics, before and after', async () => {
    const { numbers } = await verify('$$ {#eq-a}\nx = \\result[.3f]{mlp.a.f1}\n$$', { a: { f1: 0.9 } });
    expect(numbers).toMatchObject([
      { as: 'mathematics', locked: '0.871', now: '0.900', outcome: 'different' },
    ]);
  });
});

test('a count that is off by one is different also where so few digits are shown that it prints alike', async () => {
  const source = 'Some :value[mlp.a.n]{format=".1r"}.';
  expect((await verify(source, { a: { n: 42 } })).numbers).toMatchObject([
    { locked: '40', now: '40', outcome: 'different' },
  ]);
});

test('where what is locked fills no document, every number is unchecked', async () => {
  const document = await fillFiles({ '01.md': `${declaration}\nIt is :value[mlp.a.f1].\n` }, jobs({}));
  const print = recordPrint(document, new Map());
  expect(listUnheld({ now: document, print })).toMatchObject([
    { locked: null, now: '0.871', outcome: 'unchecked', sentence: 'It is 0.871.', section: null },
  ]);
});

test('ten thousand numbers of a document are verified within a second', async () => {
  const row = `:value[mlp.a.f1] :value[mlp.b.f1] :value[mlp.a.n] :value[1 - mlp.a.f1]{format=".2f"} :value[mlp.b.loss]\n\n`;
  const document = await fillFiles({ '01.md': `${declaration}\n${row.repeat(400)}` }, jobs({}));
  const shown = listShown(document);
  expect(shown).toHaveLength(2000);
  const many = {
    locked: Array(5).fill(shown).flat() as typeof shown,
    now: Array(5).fill(shown).flat() as typeof shown,
  };
  const cpuTime = startCpuTime();
  findShownDigits({ ...many, jobs: jobs({}) });
  for (let time = 0; time < 5; time += 1)
    verifyNumbers({ locked: document, now: document, results: [], print: null });
  expect(cpuTime()).toBeLessThan(1000);
});
