import { expect, it } from 'vitest';

import * as say from '../../src/base/messages/language.ts';
import { fillEquations } from '../../src/fill/equation.ts';
import { place, rootOf, sampleResults, value } from './bindings.ts';

it('writes numbers and matrices as TeX', () => {
  const tree = rootOf([
    {
      type: 'equation',
      id: 'eq-a',
      tex: ['n = ', value('digits.parameters'), ', C = ', value('digits.confusion')],
      place,
    },
    {
      type: 'paragraph',
      children: [
        { type: 'inlineEquation', tex: ['x^', value('digits.parameters'), ' + ', value('digits.f1')], place },
      ],
    },
  ]);
  expect(fillEquations(tree, sampleResults(), 'report/01.md')).toEqual([]);
  expect(tree.children).toMatchObject([
    {
      type: 'numberedEquation',
      value: 'n = 683{,}788, C = \\begin{bmatrix} 8 & 2 \\\\ 1 & 9 \\end{bmatrix}',
      id: 'eq-a',
      number: null,
    },
    { children: [{ type: 'inlineMath', value: 'x^{683{,}788} + 0.90' }] },
  ]);
});

it('tells what has no place in mathematics', () => {
  const tree = rootOf([
    { type: 'equation', id: null, tex: [value('digits.picture'), value('digits.loss')], place },
  ]);
  const diagnostics = fillEquations(tree, sampleResults(), 'report/01.md');
  expect(diagnostics).toEqual([
    { rule: 'value-is-printable', message: say.notInEquation('an image'), place },
    { rule: 'format-is-given', message: say.formatIsMissing('.3f'), place },
  ]);
});
