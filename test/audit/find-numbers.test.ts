import { format } from 'd3-format';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { exemptions } from '../../src/audit/exemptions.ts';
import { findNumbers } from '../../src/audit/find-numbers.ts';
import { startCpuTime } from '../support/cpu-time.ts';

const texts = (text: string): string[] => findNumbers(text).map((number) => number.text);

describe('findNumbers finds', () => {
  const found: [string, string[]][] = [
    ['The mean F1 is 0.87.', ['0.87']],
    ['It has 50,992 parameters, not 50992.', ['50,992', '50992']],
    [
      'Of 10\u2009000 or 10\u00a0000 or 10 000 or 10’000 or 10_000 images',
      ['10\u2009000', '10\u00a0000', '10 000', '10’000', '10_000'],
    ],
    ['A rate of .5 or 0,5 or 1.234.567', ['.5', '0,5', '1.234.567']],
    ['Signs: -3, +4.5, −6, ±0.2 and 5-3', ['-3', '+4.5', '−6', '±0.2', '5', '3']],
    ['97.3% or 97.3 % or 97 percent or 5‰', ['97.3%', '97.3', '97', '5‰']],
    [
      '1e-6, 1.5E+3, 10^{-3}, 10^-3, 10⁻³, 2 × 10^6, 3·10⁵',
      ['1e-6', '1.5E+3', '10^{-3}', '10^-3', '10⁻³', '2 × 10^6', '3·10⁵'],
    ],
    [
      '3–5 layers, 28 × 28 pixels, 3x3 windows, 1/2 of them, 1½ of these',
      ['3', '5', '28', '28', '3', '3', '1/2', '1½'],
    ],
    ['in 5ms, 3x, 64k, 12GB, 10-fold, €20, $5, ~7, >9', ['5', '3', '64', '12', '10', '20', '5', '7', '9']],
    ['٣٤ and ९७.३', ['٣٤', '९७.३']],
    [
      '2017 images, 2017 trainable parameters, about 1900, 2000 %, 2,017 and n = 2000',
      ['2017', '2017', '1900', '2000', '2,017', '2000'],
    ],
    ['It has 2017 units and costs $2000.', ['2017', '2000']],
    ['Only 1999 were read, at most 2000 ms.', ['1999', '2000']],
    ['F1=0.87, loss:0.5, acc0.97, p<0.05', ['0.87', '0.5', '0.97', '0.05']],
    ['About 10 of them. The 3 models. With 5 layers', ['10', '3', '5']],
    ['by Keras 97.3 % and by Adam 10 times, at Table 5 % more', ['97.3', '10', '5']],
    ['A ratio of 3:1, 16:9', ['3', '1', '16', '9']],
    ['Tables 3 and 300 images', ['300']],
    ['It runs 3 times and steps 10 s', ['3', '10']],
    ['An interval [0, 1] or [0.5]', ['0', '1', '0.5']],
    ['Accuracy 0.97 and RMSE 12.5', ['0.97', '12.5']],
    ['A brace (5) alone', ['5']],
    ['½ of it', ['½']],
    ['for step 3.5 % of it', ['3.5']],
    ['MNIST-10,000 is not', ['10,000']],
    ['In the first case 0.97, in the second case 97', ['0.97', '97']],
    ['With both models 0.91, of all digits 97, in this run 12', ['0.91', '97', '12']],
    ['As in Table 2, 0.87 is the best; in Figure 3, 12 of them are', ['0.87', '12']],
    ['In Tables 2 and 3, 97.3 are best, in Section 4, 973 are.', ['97.3', '973']],
    ['Table 0.97, level 0.05, step 0.001, class 97.3', ['0.97', '0.05', '0.001', '97.3']],
    ['It is with Adam 97.3, with Momentum 91.2; its Accuracy 97', ['97.3', '91.2', '97']],
    ['A batch size of 2048, epochs: 2000, tested on 2000', ['2048', '2000', '2000']],
    ['A sample of 2000 was taken, 1999 of them', ['2000', '1999']],
    ['in May 12 of them, by March 20 models', ['12', '20']],
    ['10', ['10']],
    ['0.97', ['0.97']],
  ];
  for (const [text, numbers] of found)
    test(text, () => {
      expect(texts(text)).toEqual(numbers);
    });
});

describe('findNumbers passes over', () => {
  const passed: readonly [string, readonly string[]][] = [
    [
      'identifier',
      [
        'F1',
        'conv2d, x86, x86-64, H2O and L2',
        'SHA-256, UTF-8 and ResNet-50',
        'MNIST-10k, t10k, CIFAR-10',
        'a 3D or 2-D grid',
        'GPT-3.5',
        'x₁ + y², 5 m²'.slice(0, 7),
        'commit 62fec94a',
        'top-5 accuracy',
        'the pre-2017 era',
      ],
    ],
    ['word size', ['32-bit numbers in 64-bit arithmetic']],
    [
      'version',
      [
        'Node 20, Python 3.11 and TensorFlow 2.21.0',
        'v1.2 and v3',
        'Version 2.10.1-rc.1',
        'ISO 8601, RFC 2119, IEEE 754',
        'CC BY 4.0, CC BY-SA 3.0 and GPL-3.0',
        'ISBN 978-3-16-148410-0',
        'CUDA 12.1 on Ubuntu 22.04',
        'at 127.0.0.1',
        'Llama 3.1 and version 0.4',
      ],
    ],
    [
      'date',
      [
        '2026-11-23 and 2026-11-23T10:30',
        '23 November 2026, 23rd of',
        'November 23, 2026',
        'in November 2017',
        'Nov. 2017 and May 1st',
        'the 1990s and the ’90s',
        '23.11.2026, 23/11/2026 and 2026/11/23',
        'at 10:30, 9:05:10 or 5 p.m.',
        'by 10 am',
        'on March 20 we met',
        '1 May',
      ],
    ],
    [
      'year',
      [
        'in 2017',
        'LeCun (1998) and (Kingma, 2015)',
        '2012–2017 and 2012-17',
        'The year 1999 was',
        'In 2017, networks were small.',
        'an assignment of 2017',
        'In 2017 deep networks were',
        '2017',
      ],
    ],
    ['ordinal', ['the 1st, 2nd, 3rd, 21st and 95th', 'the 10,000th']],
    [
      'reference',
      [
        'Question 5',
        'Figure 3 and Table 2',
        'section 4.1',
        'Equation (3)',
        'chapter 2, part 1, step 3',
        'p. 3, pp. 12–14',
        'see [2], [3, 4] and [5–7]',
        'Figures 3, 4 and 5',
        'layer 2 of model 3',
        'see Tables 2, 3 and 4, Eqs. (1), (2) and (3)',
        '(Figures 3, 4)',
        'Sections 4.1, 4.2 and 4.3',
        'Figure 3a and 3b',
        'digits 0–9, classes 3 to 5',
        'after step 1000',
        'issue #12',
        '§ 4.2',
        'Exercise 2a',
        'Fig. 3',
        'Appendix A.3',
        'the digit 7',
        'Week 3',
      ],
    ],
    ['name', ['flown by Apollo 11', 'on the Pixel 8, for one']],
    [
      'address',
      [
        'https://example.org/2017/10?x=3',
        'doi:10.1000/182',
        '10.1000/182',
        'results-2.csv, 01.md and data/2017/x3.json',
        'arXiv:1412.6980',
      ],
    ],
    ['enumeration', ['(1) the loss, (2) the rate and (3) the seed', '1) one and 2) two']],
  ];
  for (const [name, lines] of passed)
    for (const line of lines)
      test(`${name}: ${line}`, () => {
        expect(texts(line)).toEqual([]);
      });

  test('has a rule for each kind, and a reason', () => {
    const kinds = passed.map(([name]) => name).filter((name) => name !== 'enumeration');
    expect(exemptions.map(({ name }) => name).sort()).toEqual([...kinds].sort());
    expect(exemptions.filter(({ reason }) => !reason.endsWith('.'))).toEqual([]);
  });
});

test('a number as d3-format prints it is found in any plain sentence', () => {
  const specifier = fc
    .tuple(
      fc.constantFrom('', '+'),
      fc.constantFrom('', ','),
      fc.option(fc.nat(6)),
      fc.constantFrom('', '~'),
      fc.constantFrom('e', 'f', 'g', 'r', 's', 'p', '%', 'd', ''),
    )
    .map(
      ([sign, comma, precision, trim, type]) =>
        `${sign}${comma}${precision === null ? '' : `.${String(precision)}`}${trim}${type}`,
    );
  const value = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.double({ noNaN: true, min: -1, max: 1 }),
  );
  const around = fc.constantFrom(
    ['The network reaches ', ' on the test images.'],
    ['', ''],
    ['It is ', '; more than that is not known.'],
    ['(about ', ')'],
    ['**', ' units'],
    ['A line of Figure 3 that ends at ', ' in 2017.'],
    ['\ufffc of \ufffc, that is ', ', as in Table 2'],
  );
  fc.assert(
    fc.property(value, specifier, around, (number, how, [before = '', after = '']) => {
      const printed = format(how)(number);
      // A bare year is taken for one.
      fc.pre(/\d/.test(printed) && !/^(?:1[89]|20|21)\d\d$/.test(printed));
      const [first] = findNumbers(`${before}${printed}${after}`);
      return first?.at === before.length && printed.startsWith(first.text);
    }),
    { numRuns: 3000 },
  );
});

test('long runs of digits, points and letters take no time', () => {
  const taken = startCpuTime();
  for (const unit of [
    '1',
    '1.',
    '1,',
    '12 ',
    '1 234 ',
    'a1',
    'a-',
    '1-',
    '[1,',
    '(1) ',
    'Table 1, ',
    'Tables 1, 2',
    ', 1',
    'digits 1 and ',
    '10^',
    '1/',
    '2017 a',
    '2017-',
    'http://',
    'x.',
    'May 1 ',
    'f0',
    '.',
    ' ',
  ])
    findNumbers(unit.repeat(100_000 / unit.length) + '!');
  expect(taken()).toBeLessThan(3000);
});
