import { expect, test } from 'vitest';

import { plainTex } from '../../src/fill/plain-tex.ts';

test.each([
  ['n^{2}', 'n^2'],
  ['3{,}801 \\times \\alpha_i', '3,801 × α_i'],
  ['\\mathrm{ReLU}(Wx + b)', 'ReLU(Wx + b)'],
  ['\\left(a - \\log x\\right)', '(a − log x)'],
  ['{10{}^{\\dagger}}\\%', '10%'],
  ['\\theta \\to \\infty', 'θ → ∞'],
])('%s as words', (tex, words) => {
  expect(plainTex(tex)).toBe(words);
});
