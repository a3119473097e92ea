import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import type { UnboundNumber } from '../../src/audit/audit-numbers.ts';
import { chooseFix } from '../../src/audit/choose-fix.ts';
import { createFitBindings } from '../../src/audit/fit-bindings.ts';
import { listCandidates } from '../../src/audit/list-candidates.ts';
import { type Replacement, replaceWritten } from '../../src/audit/replace-written.ts';
import { significantDigits } from '../../src/audit/significant-digits.ts';
import { noLatest } from '../../src/base/latest.ts';
import { parseInput } from '../parse/memory.ts';
import { scopeOf } from './scope-of.ts';

const experiments = [{ name: 'all', cases: null }];
const fit = createFitBindings(
  listCandidates(
    scopeOf({ total: 30_863, share: 0.8127, small: 3, twin: 0.44, other: 0.44, rate: 0.0051 }),
    experiments,
  ),
);

async function unboundIn(text: string): Promise<readonly UnboundNumber[]> {
  return (await auditReport(await parseInput(text), noLatest)).unbound;
}

async function fixesOf(text: string): Promise<Replacement[]> {
  return (await unboundIn(text)).flatMap((number) => {
    const chosen = chooseFix(number, fit(number));
    return chosen
      ? [{ ...number.passage.placeAt(number.at), written: number.text, instead: chosen.binding }]
      : [];
  });
}

/** Numbers that are bound, and such as are left: of no result, of two, of one digit. */
const bound = fc.constantFrom('30,863', '30863', '0.81', '0.8127', '81.3%', '.0051');
const left = fc.constantFrom('0.44', '3', '17', '½', '9.99');
const words = fc.constantFrom(
  'of',
  'F1',
  'in 2017',
  '`30863`',
  '🎉 é',
  '&amp;',
  '\\*',
  '**all**',
  ':value[all.total]',
);
const phrase = fc.array(fc.oneof(bound, left, words), { minLength: 1, maxLength: 6 });
const block = fc
  .tuple(fc.constantFrom('', '# ', '- ', '> ', '| '), fc.array(phrase, { minLength: 1, maxLength: 2 }))
  .map(([mark, lines]) => {
    const [first = '', ...others] = lines.map((line) => line.join(' '));
    if (mark === '| ') return `| ${first} | a |\n|---|---|\n| b | ${first} |`;
    return [
      `${mark}so ${first}`,
      ...(mark === '# ' ? [] : others.map((line) => `${mark === '> ' ? mark : '  '}and ${line}`)),
    ].join('\n');
  });
const report = fc
  .tuple(
    fc.array(block, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([blocks, end, mark]) => mark + `${blocks.join('\n\n')}\n`.replaceAll('\n', end));

test('what was fixed is bound, the rest is left, and every other character stays', async () => {
  await fc.assert(
    fc.asyncProperty(report, async (text) => {
      const [numbers, fixes] = [await unboundIn(text), await fixesOf(text)];
      const fixed = replaceWritten(text, fixes);
      expect(fixed).not.toBeNull();
      const open = await unboundIn(fixed ?? '');
      expect(open).toHaveLength(numbers.length - fixes.length);
      expect(await fixesOf(fixed ?? '')).toEqual([]);
      const isFixed = (number: UnboundNumber): boolean => chooseFix(number, fit(number)) !== null;
      const texts = (some: readonly UnboundNumber[]): string[] => some.map((number) => number.text);
      expect(texts(open)).toEqual(texts(numbers.filter((number) => !isFixed(number))));
      expect(texts(open)).not.toContain('30863');
      const back = fixes.reduce(
        (all, { instead, written }) => all.replace(instead, () => written),
        fixed ?? '',
      );
      // A binding that its author wrote is the first of its like, perhaps.
      expect(back.replaceAll(':value[all.total]', '30,863')).toBe(
        text.replaceAll(':value[all.total]', '30,863'),
      );
    }),
    // Where one number makes another a count, it still does when it is bound.
    { numRuns: 60, examples: [['so in 2017 of 30,863 0.44\n'], ['so in 2017 of .0051\n\nso of\n']] },
  );
});

describe('what is chosen', () => {
  const choose = async (text: string): Promise<string[]> =>
    (await fixesOf(text)).map(({ instead }) => instead);

  test('is the only fit, or that of the section', async () => {
    expect(await choose('It is 0.81 and 0.44.')).toEqual([':value[all.share]{format=".2f"}']);
    expect(await choose('$x = 0.81 + 30{,}863$')).toEqual([
      '\\result[.2f]{all.share}',
      '\\result{all.total}',
    ]);
  });

  test('is nothing for a number of one digit, in code, in a title of a picture, in a spec', async () => {
    expect(
      await choose('A 3. `0.81`, ![of 0.81](https://a.org/a.png), F1 in 2017.\n\n```text\n0.81\n```'),
    ).toEqual([]);
  });
});

describe('replaceWritten', () => {
  test('refuses what is no longer there, and what overlaps', () => {
    const one = { line: 2, column: 3, written: '12', instead: 'x' };
    expect(replaceWritten('a\r\nb 12\r\n', [one])).toBe('a\r\nb x\r\n');
    expect(replaceWritten('a\nb 13\n', [one])).toBeNull();
    expect(replaceWritten('a\nb 12\n', [one, one])).toBeNull();
    expect(replaceWritten('a\n', [one])).toBeNull();
  });
});

test.each([
  ['0.90', 2],
  ['400', 1],
  ['50,992', 5],
  ['0.005', 1],
  ['1.50e3', 3],
  ['−12.5%', 3],
  ['100', 1],
  ['10.0', 3],
])('%s has %i significant digits', (text, digits) => {
  expect(significantDigits(text)).toBe(digits);
});
