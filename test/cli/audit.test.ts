import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

const experiment = [
  ':::experiment{#all task=constants}',
  '```yaml',
  'cases:',
  '  one: {label: One}',
  '  two: {label: Two, scale: 2.5}',
  '```',
  ':::',
  '',
].join('\n');

/** Numbers that a result, a parameter or a published figure gives, each to be replaced by what is advised. */
const sentences = [
  'There are 12,345 of them, 12345 in all, and 30,863 elsewhere.',
  'A share of 0.13, of 0.125, of 12.5%, of 12.5 %, of +0.125 and of 1.25e-1.',
  'A scale of 2.5, a third of it 0.333, a row of 1,200 and one of 1200, 3 points.',
  'Published were 0.90 and 1.50e3.',
];
const formula = '$y = 0.125 + 12{,}345 + 8798$';

test('what is advised for a number prints that very number', async () => {
  const folder = copyFixtures('shared', 'mistakes/unbound-numbers');
  const source = join(folder, '01.md');
  writeFileSync(join(folder, 'report.yaml'), 'title: A report\n');
  writeFileSync(
    join(folder, 'published.yaml'),
    'all: {source: a paper, share: {value: 0.90}, much: {value: 1.50e3}}\n',
  );
  writeFileSync(source, `${experiment}\n:value[all.one.total]\n`);
  expect((await runReport(['build', folder])).code).toBe(0);

  const written = `${experiment}\n${sentences.join('\n')}\n${formula}\n`;
  writeFileSync(source, written);
  const failed = await runReport(['build', folder]);
  expect(failed.code).toBe(1);
  const advice = [
    ...failed.stderr.matchAll(
      /^01\.md:(\d+):(\d+) number-is-bound {2}The number (.+?) is bound to no result\. Write (\S.*) in its place, or/gm,
    ),
  ];
  expect(failed.stderr).toContain(`${String(advice.length)} mistakes.`);
  const lines = written.split('\n');
  for (const [, line = '', column = '', number = '', binding = ''] of advice.reverse()) {
    const index = Number(line) - 1;
    const from = Number(column) - 1;
    const text = lines[index] ?? '';
    expect(text.slice(from, from + number.length)).toBe(number);
    lines[index] = text.slice(0, from) + binding + text.slice(from + number.length);
  }
  writeFileSync(source, lines.join('\n'));
  const mended = await runReport(['build', folder]);
  expect(mended.stderr).not.toContain('mistake');
  // Neither backslashes nor the italics of published figures are part of a sentence.
  const document = readFileSync(join(folder, 'dist/report.md'), 'utf8').replace(/[\\*]/g, '');
  for (const sentence of sentences) expect(document).toContain(sentence);
  expect(document).toContain(formula);
}, 60_000);
