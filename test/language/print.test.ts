import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatDuration } from '../../src/base/language/duration.ts';
import { evaluate } from '../../src/base/language/evaluate.ts';
import { formatNumber } from '../../src/base/language/format.ts';
import { printValue } from '../../src/base/language/print.ts';
import { printTex } from '../../src/base/language/tex.ts';
import * as say from '../../src/base/messages/language.ts';
import { expressionOf, sampleScope } from './sample.ts';

function printed(
  source: string,
  format: string | null,
  print = printValue,
  scope = sampleScope(),
): string | null {
  const outcome = evaluate(expressionOf(source), scope, (value) => print(value, format));
  return outcome.ok ? outcome.value : `${outcome.diagnostic.rule} ${outcome.diagnostic.message}`;
}

describe('printValue', () => {
  it.each([
    ['mlp.baseline.f1', null, '0.72'],
    ['mlp.baseline.f1', '.1%', '72.0%'],
    ['mlp.baseline.parameters', null, '683,788'],
    ['mlp.baseline.seconds', null, '2 min 21 s'],
    ['mlp.baseline.seconds', '.0f', '141'],
    ['mlp.baseline.family', null, 'mlp'],
    ['digits.weights[1]', null, '−1.3'],
    ['digits.history[0].xent', null, '0.500'],
    ['digits.confusion[0][0]', null, '8'],
    ['published.mlp.baseline.f1', null, '0.70'],
    ['published.mlp.baseline.f1', '.1f', '0.7'],
    ['mlp.wide.given.dropout', null, '0.5'],
    ['mlp.wide.given.units[0] * 100', null, '51,200'],
    ['digits.parameters > 3 ? mlp.baseline.f1 : 0', null, '0.72'],
    ['best(mlp, "f1").parameters', null, '683,788'],
    // What no page and no picture may hold becomes a picture of itself.
    ['"a\\u0000b\\u001b[31m"', null, 'a␀b␛[31m'],
  ])('%s as %s', (source, format, text) => {
    expect(printed(source, format)).toBe(text);
  });

  it.each([
    ['mlp.baseline.loss', null, `format-is-given ${say.formatIsMissing('.3f')}`],
    ['mlp.baseline.f1 / 7', null, `format-is-given ${say.formatIsMissing('.2f')}`],
    ['mlp.baseline.f1', '.2q', `format-is-known ${say.unknownFormat('.2q', '.2f')}`],
    ['mlp.baseline.seconds', 'duraton', `format-is-known ${say.unknownFormat('duraton', 'duration')}`],
    ['mlp.baseline.family', '.2f', `format-is-known ${say.formatNeedsNumber('.2f', 'a text')}`],
    ['mlp.baseline.note', null, `value-is-printable ${say.nothingToPrint()}`],
    ['digits.history[1].remark', null, `value-is-printable ${say.nothingToPrint()}`],
    ['1 < 2', null, `value-is-printable ${say.notPrintable('true or false', say.printTruth())}`],
    ['digits.confusion', null, `value-is-printable ${say.notPrintable('a matrix', say.showList('matrix'))}`],
    ['digits.picture', null, `value-is-printable ${say.notPrintable('an image', say.showImage(true))}`],
    [
      'digits.final',
      null,
      `value-is-printable ${say.notPrintable('a group of values', say.nameMember(['xent']))}`,
    ],
  ])('%s as %s is refused', (source, format, fault) => {
    expect(printed(source, format)).toBe(fault);
  });

  it.each([
    ['mlp.baseline.loss', null],
    ['mlp.baseline.f1', '.2q'],
    ['mlp.baseline.family', '.2f'],
    ['digits.confusion', null],
    ['digits.picture', null],
  ])('%s as %s is refused before the run in the same words', (source, format) => {
    expect(printed(source, format, printValue, sampleScope('planned'))).toBe(printed(source, format));
  });
});

describe('formatNumber', () => {
  it('prints what reads back as the number, within the digits shown', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const text = formatNumber(value, `,.${digits}f`);
          const back = Number(text.replaceAll(',', '').replace('−', '-'));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9) + 1e-10);
        },
      ),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.00003, '0.03 ms'],
    [0.0025, '2.5 ms'],
    [0.165, '165 ms'],
    [0.9996, '1.0 s'],
    [2.9, '2.9 s'],
    [0.0996, '100 ms'],
    [0.99949, '999 ms'],
    [59.949, '59.9 s'],
    [59.96, '1 min'],
    [65.4, '1 min 05 s'],
    [119.6, '2 min'],
    [141, '2 min 21 s'],
    [3599.6, '1 h'],
    [3599.4, '59 min 59 s'],
    [3720, '1 h 02 min'],
    [7169, '1 h 59 min'],
    [7171, '2 h'],
    [360_000, '100 h'],
    [-2.9, '−2.9 s'],
  ])('%d s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('printTex', () => {
  it.each([
    ['mlp.baseline.parameters', null, '683{,}788'],
    ['digits.weights[1]', null, '-1.3'],
    ['mlp.baseline.f1', '.1%', '72.0\\%'],
    ['mlp.baseline.parameters', '.2e', '6.84 \\times 10^{5}'],
    ['mlp.baseline.f1', '.1e', '7.2 \\times 10^{-1}'],
    ['mlp.baseline.parameters', '.3s', '684\\mathrm{k}'],
    ['mlp.baseline.seconds', null, '\\text{2 min 21 s}'],
    ['"50% of a_b"', null, '\\text{50\\% of a\\_b}'],
    ['digits.confusion', null, '\\begin{bmatrix} 8 & 2 \\\\ 1 & 9 \\end{bmatrix}'],
    ['digits.weights', null, '\\begin{bmatrix} 0.5 & -1.3 & 2.0 \\end{bmatrix}'],
  ])('%s as %s', (source, format, tex) => {
    expect(printed(source, format, printTex)).toBe(tex);
  });

  it('has no way to write a table', () => {
    expect(printed('digits.history', null, printTex)).toContain(say.notInEquation('a table'));
  });
});
