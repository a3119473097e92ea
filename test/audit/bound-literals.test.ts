import { expect, test } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { findBoundLiterals } from '../../src/audit/bound-literals.ts';
import { noLatest } from '../../src/base/latest.ts';
import type { JobResults } from '../../src/base/results.ts';
import { parseInput } from '../parse/memory.ts';

const job = {
  ...{ job: 'all', experiment: 'all', case: null, run: 1, label: null, note: null, given: { epochs: 784 } },
  results: {
    total: 12_345,
    share: 0.8127,
    took: 33.3,
    curve: [0.625, 0.5],
    inner: { size: 28, deep: 97.31 },
  },
  specs: {
    total: { kind: 'count' },
    share: { kind: 'metric' },
    took: { kind: 'duration' },
    curve: { kind: 'series', of: { kind: 'metric' } },
    inner: { kind: 'group', results: { size: { kind: 'count' }, deep: { kind: 'metric' } } },
  },
  standIn: false,
} as unknown as JobResults;

const files = {
  'published.yaml': 'all: {source: a paper, share: {value: 0.90}}\n',
};

const experiment = ':::experiment{#all task=t}\n:::\n\n';

async function toldOf(text: string): Promise<string[]> {
  const report = await parseInput(
    text.includes(experiment) ? text : `${text}\n\n# Elsewhere\n\n${experiment}`,
    files,
    { published: 'published.yaml' },
  );
  const { literals } = await auditReport(report, noLatest);
  return findBoundLiterals(literals, report, [job]).map(({ rule, message, place }) => {
    expect(rule).toBe('literal-is-no-result');
    return `${String(place?.line)}:${String(place?.column)} ${/is what (\S+) says\. Write (\S+)/.exec(message)?.[0] ?? message}`;
  });
}

test.each<[string, string, string[]]>([
  ['a count', ':literal[12,345 rows]{reason="so"}', ['1:1 is what all.total says. Write :value[all.total]']],
  [
    'a metric at its digits',
    'As :literal[0.813]{reason="so"}',
    ['1:4 is what all.share says. Write :value[all.share]{format=".3f"}'],
  ],
  ['a share', ':literal[81.3 %]{reason="so"}', ['1:1 is what all.share says. Write :value[100']],
  [
    'in a group',
    ':literal[97.31]{reason="so"}',
    ['1:1 is what all.inner.deep says. Write :value[all.inner.deep]{format=".2f"}'],
  ],
  [
    'a published figure',
    ':literal[0.90]{reason="so"}',
    ['1:1 is what published.all.share says. Write :value[published.all.share]'],
  ],
  ['TeX', '$x = \\literal[so]{12{,}345}$', ['1:6 is what all.total says. Write \\result{all.total}']],
  [
    'within a claim',
    ':claim[It has :literal[12345]{reason="so"}]{if="all.total > 1"}',
    ['1:15 is what all.total says. Write :value[all.total]{format="d"}'],
  ],
])('a literal may not equal a result: %s', async (_, text, told) => {
  expect(await toldOf(text)).toEqual(told);
});

test('two digits tell a result of the section of the literal alone', async () => {
  expect(await toldOf(':literal[0.81]{reason="so"}')).toEqual([]);
  expect(await toldOf(`${experiment}:literal[0.81]{reason="so"}`)).toHaveLength(1);
});

test.each([
  ['other numbers', ':literal[12,346]{reason="so"} :literal[0.812]{reason="so"}'],
  ['small whole numbers', `${experiment}:literal[28 pixels]{reason="so"}`],
  ['parameters', `${experiment}:literal[784]{reason="so"}`],
  ['elements of lists', `${experiment}:literal[0.625]{reason="so"}`],
  ['clock times, which are others in the next run', `${experiment}:literal[33.3 Hz]{reason="so"}`],
  ['names and dates', `${experiment}:literal[28 in 2017]{reason="so"}`],
  ['what the reason tells apart', ':literal[12,345]{reason="a house number, by chance what all.total is"}'],
])('is let pass: %s', async (_, text) => {
  expect(await toldOf(text)).toEqual([]);
});
