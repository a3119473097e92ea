import { describe, expect, it } from 'vitest';
import type { RootContent } from 'mdast';

import type { Job } from '../../src/base/job.ts';
import * as say from '../../src/base/messages/language.ts';
import type { ParsedReport } from '../../src/base/report.ts';
import { checkNames } from '../../src/plan/check-names.ts';
import { chart, column, figure, place, sampleReport, table, value } from '../fill/bindings.ts';
import { expressionOf, jobs, specs } from '../language/sample.ts';

/** Jobs as plan has them: declarations and parameters, no results. */
const planned = jobs.map(({ job, experiment, case: name, run, label, note, given }) => {
  const part: Partial<Job> = { name: job, experiment, case: name, run, label, note, parameters: given };
  return { ...part, declaration: { results: specs } } as unknown as Job;
});

function check(children: RootContent[], specs?: ParsedReport['specs']): string[] {
  return checkNames(sampleReport(children, specs), planned).map(({ message }) => message);
}

const curves: ParsedReport['specs'] = new Map([
  [
    'curves',
    {
      name: 'curves',
      file: 'figures/curves.json',
      spec: { data: { name: 'data' }, encoding: { x: { field: 'epoch' } } },
      text: '',
      placeAt: () => ({ file: 'figures/curves.json', line: 1, column: 1 }),
    },
  ],
]);

describe('checkNames', () => {
  it('finds nothing wrong with bindings that will fill', () => {
    const columns = [
      column('MLP', 'label'),
      column('F1', 'f1'),
      column('2017', 'published == null ? null : published.f1'),
      column('Also 2017', 'published.f1'),
    ];
    const children: RootContent[] = [
      {
        type: 'paragraph',
        children: [value('mlp.baseline.f1'), value('best(mlp, "f1").label'), value('digits.history[7].xent')],
      },
      table('cases(mlp)', columns),
      table('digits.history'),
      table('digits.history', [column('a', 'index + 1')], {
        where: 'index > 0 && epoch < 9',
        sort: ['-xent'],
      }),
      table('cases(mlp)', [column('2017', 'format(published.f1, ".1f")')], { where: 'published != null' }),
      table('digits.confusion', [column('a', 'row[0]')]),
      chart('curves', { data: 'digits.history' }),
      figure({ type: 'image', image: expressionOf('digits.picture') }),
      { type: 'equation', id: null, tex: ['C = ', value('digits.confusion')], place },
    ];
    expect(check(children, curves)).toEqual([]);
  });

  it.each<[string, RootContent, string]>([
    [
      'a value',
      { type: 'paragraph', children: [value('mlp.base.f1')] },
      say.unknownName('mlp.base.f1', 'mlp.baseline.f1', []),
    ],
    [
      'a header',
      table('cases(mlp)', [column('a', 'f1', { header: [value('digts.f1')] })]),
      say.unknownName('digts.f1', 'digits.f1', []),
    ],
    ['a column', table('cases(mlp)', [column('a', 'f2')]), say.unknownName('f2', 'f1', [])],
    [
      'a published figure that no case has',
      table('cases(mlp)', [column('a', 'published.f2')]),
      say.unknownName('published.f2', 'published.f1', []),
    ],
    [
      'a condition on rows',
      table('cases(mlp)', [column('a', 'f1')], { where: 'f2 > 0.5' }),
      say.unknownName('f2', 'f1', []),
    ],
    [
      'a branch of a condition',
      table('cases(mlp)', [column('a', 'f1')], { where: 'true || dgits.f1 > 0.5' }),
      say.unknownName('dgits', 'digits', []),
    ],
    [
      'a condition that is none',
      table('cases(mlp)', [column('a', 'f1')], { where: 'f1' }),
      say.conditionIsNoTruth('a number'),
    ],
    [
      'a condition that never holds',
      table('cases(mlp)', [column('a', 'f1')], { where: 'given.epochs > 3' }),
      say.noRowsLeft('given.epochs > 3'),
    ],
    [
      'a key to sort by',
      table('cases(mlp)', [column('a', 'f1')], { sort: ['-confusion'] }),
      say.sortTakesNo('a matrix'),
    ],
    [
      'a column of a table result',
      table('digits.history', [column('a', 'epok')]),
      say.unknownName('epok', 'epoch', []),
    ],
    [
      'a kind',
      { type: 'paragraph', children: [value('digits.confusion')] },
      say.notPrintable('a matrix', say.showList('matrix')),
    ],
    [
      'a format',
      { type: 'paragraph', children: [value('digits.f1', '.2z')] },
      say.unknownFormat('.2z', '.2f'),
    ],
    [
      'a function',
      { type: 'paragraph', children: [value('meen(digits.weights)')] },
      say.unknownFunction('meen', 'mean', []),
    ],
    [
      'a branch not taken',
      { type: 'paragraph', children: [value('1 < 2 ? 3 : dgits.f1')] },
      say.unknownName('dgits', 'digits', []),
    ],
    ['a spec', chart('curve', { data: 'digits.history' }), say.unknownSpec('curve', 'curves', [])],
    [
      'a field',
      chart('curves', { data: 'digits.weights' }),
      say.unknownField('figures/curves.json', 'epoch', null, ['index', 'value']),
    ],
    ['an image', figure({ type: 'image', image: expressionOf('digits.f1') }), say.noImage('a number')],
    [
      'an equation',
      { type: 'equation', id: null, tex: [value('digits.history')], place },
      say.notInEquation('a table'),
    ],
  ])('tells a wrong name or kind in %s', (_, node, message) => {
    expect(check([node], curves)).toEqual([message]);
  });

  it('says nothing of experiments whose jobs could not be planned', () => {
    const node: RootContent = { type: 'paragraph', children: [value('digits.anything.at_all')] };
    expect(checkNames(sampleReport([node]), planned.slice(0, 4))).toEqual([]);
  });
});
