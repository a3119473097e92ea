import fc from 'fast-check';
import { expect, test } from 'vitest';

import { noNumber, readNumber } from '../../../src/experiments/datasets/read-number.ts';

/** Reads a text that stands between others. */
function read(text: string): number {
  const bytes = new TextEncoder().encode(`7${text}8`);
  return readNumber(bytes, 1, bytes.length - 1);
}

const digits = (least: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: 22 }).map((each) => each.join(''));
const decimal = fc
  .tuple(fc.constantFrom('', '-'), digits(1), fc.option(digits(0), { nil: null }))
  .map(([sign, whole, part]) => `${sign}${whole}${part === null ? '' : `.${part}`}`);

test('gives the double that Number gives, for any decimal number', () => {
  fc.assert(
    fc.property(decimal, (text) => {
      expect(read(text)).toBe(Number(text));
    }),
    { numRuns: 2000 },
  );
});

test('gives back every double as JavaScript writes it, also with an exponent', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(read(Object.is(value, -0) ? '-0' : String(value))).toBe(value);
    }),
    { numRuns: 1000 },
  );
});

test('gives back six digits as PAMAP2 writes them', () => {
  for (const text of ['8.38', '0', '104', '-0.0922174', '-69.2128', '1e-05', '-8.5E+03', '.5', '5.', '+1']) {
    expect(read(text)).toBe(Number(text));
  }
  expect(read('NaN')).toBeNaN();
});

test.each([
  '',
  '-',
  '.',
  '1.2.3',
  '1-2',
  'nan',
  'NaNN',
  '0x10',
  '1e',
  '--1',
  '1_000',
  'Infinity',
  ' 1',
  '1e999',
])('%j is no number', (text) => {
  expect(read(text)).toBe(noNumber);
});
