import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { Made } from '../../src/base/effects.ts';
import { createMade, makeAnew } from '../../src/base/made.ts';
import type { DraftFormula, NamedSpec } from '../../src/base/writing.ts';
import { checkWriting } from '../../src/emit/check-writing.ts';

const place = { file: '01.md', line: 7, column: 1 };

function formula(tex: string): DraftFormula {
  const at = (offset: number) => ({ ...place, line: 8, column: 1 + offset });
  return { tex, written: tex, display: true, place, at };
}

function spec(change: object): NamedSpec {
  const encoding = { x: { field: 'size', type: 'quantitative' } };
  const whole = { data: { name: 'data' }, mark: 'bar', encoding, ...change };
  return { name: 'bars', file: 'figures/bars.json', spec: whole, text: '', placeAt: () => place, place };
}

const check = (formulas: DraftFormula[], specs: NamedSpec[], made: Made = makeAnew()) =>
  checkWriting({ formulas, specs }, made);

test('what is well is passed over', async () => {
  expect(await check([formula('a^2 + \\frac{1}{2}')], [spec({})])).toEqual([]);
});

test('a fault of TeX is told where KaTeX met it, or at the formula where it does not say', async () => {
  const found = await check([formula('a + \\foo'), formula('a % b')], []);
  expect(found).toMatchObject([
    { rule: 'equation-is-valid', place: { line: 8, column: 5 } },
    { rule: 'equation-is-valid', place },
  ]);
});

test.each([
  ['mark', { mark: 'bars' }, /no mark "bars"/],
  ['channel', { encoding: { z: { field: 'size', type: 'nominal' } } }, /not a valid encoding channel/],
  ['type', { encoding: { x: { field: 'size', type: 'quantitativ' } } }, /Invalid field type/],
  ['transform', { transform: [{ filte: 'datum.size' }] }, /invalid transform/],
  ['expression', { transform: [{ filter: 'datum.size >' }] }, /Unexpected end of input/],
  ['function', { transform: [{ filter: 'nope(datum.size)' }] }, /nope/],
])('an unknown %s of a spec is told without data', async (_, change, complaint) => {
  const found = await check([], [spec(change)]);
  expect(found).toMatchObject([{ rule: 'spec-is-valid', place }]);
  expect(found[0]?.details?.join('\n')).toMatch(complaint);
});

test('what was found is kept: the same writing is not looked at again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'made-'));
  const writing = [[formula('a + \\foo')], [spec({ mark: 'bars' })]] as const;
  const first = await check([...writing[0]], [...writing[1]], createMade(folder, 'test'));
  const kept = createMade(folder, 'test');
  const refuse = (): never => {
    throw new Error('looked at again');
  };
  const again: Made = { ...kept, text: (kind, parts) => kept.text(kind, parts, refuse) };
  expect(await check([...writing[0]], [...writing[1]], again)).toEqual(first);
  rmSync(folder, { recursive: true });
});
