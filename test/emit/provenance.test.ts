import type { Root, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import type { FilledDocument } from '../../src/base/report.ts';
import { writeProvenance } from '../../src/emit/markdown/provenance/write-provenance.ts';
import { jobOrigin } from '../fixtures/html/job-origin.ts';
import { documentOf, heading, paragraph, place, printed } from '../fixtures/html/nodes.ts';

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const parse = (markdown: string): Root => parser.parse(markdown);
const tables = (markdown: string): string[][][] =>
  parse(markdown)
    .children.filter((node): node is Table => node.type === 'table')
    .map(({ children }) => children.slice(1).map((row) => row.children.map((cell) => textOf(cell))));

function account(change: Partial<FilledDocument> = {}): string {
  const score = printed('0.81', 'mlp.wide.f1');
  const both = printed('0.8', 'mean(f1)');
  const quoted = printed('0.90', 'published.mlp.f1');
  score.origin = { ...score.origin, value: 0.8127, jobs: ['mlp.wide'], format: '.2f' };
  both.origin = { ...both.origin, value: 0.8, jobs: ['mlp.wide', 'mlp.deep'], timed: true };
  quoted.origin = { ...quoted.origin, value: 0.9, jobs: [], published: true, quoted: ['published.mlp.f1'] };
  const document: FilledDocument = {
    ...documentOf([
      heading(1, 'sec-a', '1', 'A | b'),
      paragraph('F1 is ', score, ', ', both, ' and ', quoted),
    ]),
    jobs: [
      jobOrigin('mlp.wide', { given: { epochs: 3, units: [9] } }),
      jobOrigin('mlp.deep', { given: { epochs: 3, units: [2, 2] } }),
    ],
    quoted: new Map([['published.mlp.f1', { text: '0.90', unit: null, source: 'Write-up, 2017' }]]),
    literals: [{ text: '28', reason: 'the data set’s', place }],
    ...change,
  };
  return String(writeProvenance(document, 'report.md')?.content ?? '');
}

describe('the account of where numbers come from', () => {
  test('tells of each number, declared one and job', () => {
    const [numbers, literals, jobs] = tables(account());
    const at = `${place.file}:${place.line}`;
    expect(numbers).toEqual([
      ['0.81', '0.8127', 'mlp.wide.f1 as .2f', at, 'mlp.wide'],
      ['0.8', '', 'mean(f1)', at, 'all 2 jobs of mlp; the machine’s'],
      ['0.90', '0.9', 'published.mlp.f1', at, 'published: Write-up, 2017'],
    ]);
    expect(literals).toEqual([['28', 'the data set’s', at]]);
    expect(jobs).toEqual([
      ['mlp.wide', 'units [9]', '2017', 'TensorFlow 2.21.0', '4e74e74e74e7'],
      ['mlp.deep', 'units [2, 2]', '2017', 'TensorFlow 2.21.0', '4e74e74e74e7'],
    ]);
  });

  test('says what the jobs of an experiment share, and links to it and to the section', () => {
    const text = account();
    expect(text).toContain('## [1 A | b](report.md#sec-a)');
    expect(text).toContain('[`mlp.wide`](#experiment-mlp)');
    expect(text).toContain('### <a id="experiment-mlp"></a>mlp');
    expect(text).toContain('- Code: `tasks/train.ts`, `c0dec0dec0de`');
    expect(text).toContain('- Parameters of all its jobs: `epochs 3`');
    expect(text).toContain('- Data: `mnist/images`');
    expect(text).toContain('4 of them');
  });

  test('shows bars of expressions as they are, in its tables and outside of them', () => {
    const choice = printed('yes', "mlp.wide.f1 > 0.5 || mlp.deep.f1 > 0.5 ? 'yes' : 'no'");
    const text = account({
      root: { type: 'root', children: [paragraph(choice)] },
      jobs: [jobOrigin('mlp.wide', { given: { filter: 'a|b' } })],
    });
    expect(tables(text)[0]?.[0]?.[2]).toBe(choice.origin.expression);
    expect(textOf(parse(text))).toContain('Parameters of all its jobs: filter a|b');
  });

  test('is not written where there is nothing to tell', () => {
    expect(account({ root: { type: 'root', children: [paragraph('Words.')] }, literals: [] })).toBe('');
  });
});
