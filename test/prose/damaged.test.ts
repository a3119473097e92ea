import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { describeUnbound, findUnbound } from '../../src/audit/audit-numbers.ts';
import { listPassages } from '../../src/audit/list-passages.ts';
import { ReportError, stopOnDiagnostics, type Diagnostic } from '../../src/base/diagnostic.ts';
import type { Job } from '../../src/base/job.ts';
import type { ParsedReport } from '../../src/base/report.ts';
import { checkReferences } from '../../src/fill/check-references.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import { checkNames } from '../../src/plan/check-names.ts';
import { sums } from '../fill/report-of.ts';
import { memoryConfig, memoryFiles } from '../parse/memory.ts';
import { runReport } from '../support/run-report.ts';
import { writeFolder } from '../support/write-folder.ts';
import { emit, made } from './written.ts';

const root = join(import.meta.dirname, '../..');
const sourcesIn = (folder: string, pattern: RegExp): string[] =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

/** One of everything, that fills and is written as it stands. */
const WHOLE = readFileSync(join(root, 'test/fixtures/prose/whole.md'), 'utf8');

/** The real report, what the tests of other rooms read, and more than once what comes through all of the pipeline. */
const SOURCES = [
  ...sourcesIn('report', /\.md$/),
  ...sourcesIn('test/fixtures/reports/small', /^\d.*\.md$/),
  ...sourcesIn('test/fixtures/parse', /input\.md$/),
  ...Array.from({ length: 20 }, () => WHOLE),
];

const OTHERS = {
  'references.bib': '@article{ann, title={T}, author={Ann Lee}, year={2016}}\n',
  'published.yaml': 'source: S\nsums: {total: {value: 9}}\n',
  'f.png': 'not looked at here',
  'code.ts': 'export function average(): number {\n  return 1;\n}\n',
};

/** What stands where nobody expects it. */
const TOKENS = [
  ...[
    ':::',
    '::',
    ':',
    ':value[',
    ':literal[',
    ':claim[',
    '::::when{if="',
    '::::table{#tbl-x of="',
    ':::figure',
    '::excerpt{',
    '{',
    '}',
    '[',
    ']',
    '{#',
  ],
  ...[
    '$$',
    '$',
    '`',
    '```',
    '~~~\n',
    '"',
    "'",
    '\\',
    '|',
    '<!--',
    '-->',
    '<b',
    '>',
    '> ',
    '- ',
    '1. ',
    '# ',
    '---\n',
    '***',
  ],
  ...[
    '@',
    '[@',
    '@tbl-x',
    '@{',
    '[^1]',
    '![',
    '](',
    '\\result{',
    '\\begin{',
    '&',
    '&#0;',
    '%',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\t',
  ],
  ...[
    '\0',
    '\uFEFF',
    '\u202E',
    '\u200F',
    '\u2028',
    '\uD800',
    '😀',
    'é',
    '\u0301',
    'x'.repeat(5_000),
    '['.repeat(300),
    '> '.repeat(150),
  ],
  ...['{a: '.repeat(50), '('.repeat(200), '- '.repeat(150), '*'.repeat(999), ' '.repeat(3_000)],
];

type Damage = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.oneof(fc.nat(3), fc.nat(40), fc.nat(600));

/** One slip of a hand, a merge or a disk. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  cut((text, start, end) => text.slice(0, start) + text.slice(end)),
  cut((text, start, end) => text.slice(0, end) + text.slice(start, end) + text.slice(end)),
  cut(
    (text, start, end) =>
      text.slice(0, start) + Array.from(text.slice(start, end)).reverse().join('') + text.slice(end),
  ),
  cut((text, start, end) => text.slice(start, end) + text.slice(0, start) + text.slice(end)),
  fc.tuple(place, fc.constantFrom(...TOKENS)).map(
    ([at, token]): Damage =>
      (text) =>
        insert(text, at, token),
  ),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 3 })).map(
    ([at, token]): Damage =>
      (text) =>
        insert(text, at, token),
  ),
);

function cut(change: (text: string, start: number, end: number) => string): fc.Arbitrary<Damage> {
  return fc.tuple(place, length).map(([at, size]) => (text) => {
    const start = Math.floor(at * text.length);
    return change(text, start, Math.min(text.length, start + size));
  });
}

function insert(text: string, at: number, token: string): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + token + text.slice(start);
}

const damaged = fc
  .tuple(fc.constantFrom(...SOURCES), place, fc.array(damage, { minLength: 1, maxLength: 5 }))
  .map(([source, at, damages]) => {
    // A window of a long source is enough, and a damage of its own.
    const start = source.length < 4_000 ? 0 : Math.floor(at * (source.length - 3_000));
    return damages.reduce((text, change) => change(text), source.slice(start, start + 4_000));
  });

/** Jobs as a plan has them; only of the experiment that ran. */
function plannedJobs(report: ParsedReport): Job[] {
  const { job: name, experiment, case: inCase, run, label, note, given, specs } = sums();
  const part: Partial<Job> = { name, experiment, case: inCase, run, label, note, parameters: given };
  const job = { ...part, declaration: { results: specs } } as unknown as Job;
  return report.experiments.some((one) => one.name === name) ? [job] : [];
}

/** The way of a report without running anything: how far it gets, or what its author is told. */
async function mistakesIn(text: string): Promise<readonly Diagnostic[]> {
  try {
    const config = memoryConfig({ bibliography: 'references.bib', published: 'published.yaml' });
    const report = await parseReport(config, memoryFiles({ ...OTHERS, 'input.md': text }));
    expectUnbound(report, text);
    stopOnDiagnostics([...(await checkReferences(report, made)), ...checkNames(report, plannedJobs(report))]);
    await emit(report);
    return [];
  } catch (error) {
    if (error instanceof ReportError) return error.diagnostics;
    throw error;
  }
}

/** A number that nothing accounts for is told where it stands: its first digit, sign or point, or what was written for it. */
function expectUnbound(report: ParsedReport, text: string): void {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const number of listPassages(report).passages.flatMap(findUnbound)) {
    const diagnostic = describeUnbound(number, []);
    expectPlace(diagnostic, text);
    const { file = '', line = 0, column = 0 } = diagnostic.place ?? {};
    if (file !== 'input.md') continue;
    const written = lines[line - 1]?.slice(column - 1) ?? '';
    expect([diagnostic, /^[&\\]/.test(written) || written.startsWith(number.text.charAt(0))]).toEqual([
      diagnostic,
      true,
    ]);
  }
}

function expectPlace({ rule, message, place: found }: Diagnostic, text: string): void {
  const content = { ...OTHERS, 'report.yaml': '', 'input.md': text }[found?.file ?? ''];
  const lines = content?.split(/\r\n|\n|\r/) ?? [];
  const line = lines[(found?.line ?? 0) - 1];
  const inside = line !== undefined && (found?.column ?? 0) >= 1 && (found?.column ?? 0) <= line.length + 1;
  expect([rule, message, found, inside]).toEqual([rule, message, found, true]);
}

test('the sample comes through undamaged', async () => {
  expect(await mistakesIn(WHOLE)).toEqual([]);
});

test('three hundred damaged sources end in a document, or in mistakes at their places', async () => {
  let documents = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const started = process.cpuUsage().user;
      const found = await mistakesIn(text);
      expect(process.cpuUsage().user - started).toBeLessThan(2_000_000);
      for (const diagnostic of found) expectPlace(diagnostic, text);
      if (found.length === 0) documents += 1;
    }),
    { seed: 4, numRuns: 300, endOnFailure: true },
  );
  expect(documents).toBeGreaterThan(20);
}, 120_000);

test('three hundred more, through the command at once, are told at their places', async () => {
  const texts = fc.sample(damaged, { seed: 5, numRuns: 300 });
  const sources = Object.fromEntries(texts.map((text, index) => [`${index}.md`, text]));
  const run = await runReport(['check', writeFolder({ ...OTHERS, 'report.yaml': 'title: T\n', ...sources })]);
  expect([run.code, run.stdout, /^ +at .*:\d+:\d+/m.test(run.stderr)]).toEqual([1, '', false]);
  const told = run.stderr.split('\n').filter((line) => /^\S/.test(line));
  const placed = told.flatMap((line) => {
    const [, file, row, column, rule] = /^([^:\s]+):(\d+):(\d+) ([a-z-]+) {2}/.exec(line) ?? [];
    return rule === undefined ? [] : [{ file, row: Number(row), column: Number(column), line }];
  });
  // Whatever has a rule has a place; sentences of several lines go on without.
  expect(told.filter((line) => /^[a-z]+(?:-[a-z]+){2,} {2}/.test(line))).toEqual([]);
  expect(placed.length).toBeGreaterThan(500);
  for (const { file = '', row, column, line } of placed) {
    const rows = (sources[file] ?? OTHERS[file as keyof typeof OTHERS]).split(/\r\n|\n|\r/);
    expect([line, column >= 1 && column <= (rows[row - 1]?.length ?? -1) + 1]).toEqual([line, true]);
  }
}, 60_000);
