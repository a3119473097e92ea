import type { PhrasingContent, Root } from 'mdast';
import { describe, expect, it } from 'vitest';

import * as say from '../../src/base/messages/language.ts';
import type { ResultTableNode } from '../../src/base/tree.ts';
import { fillTables } from '../../src/fill/table.ts';
import { column, rootOf, sampleResults, table } from './bindings.ts';

function fill(node: ResultTableNode): { table: Root['children'][number] | undefined; messages: string[] } {
  const tree = rootOf([node]);
  const messages = fillTables(tree, sampleResults(), 'report/01.md').map(({ message }) => message);
  return { table: tree.children[0], messages };
}

/** Rows of a filled table as text. */
function textOf(node: ReturnType<typeof fill>['table']): string[] {
  if (node?.type !== 'captionedTable') return [];
  const cell = (content: readonly PhrasingContent[]): string =>
    content.map((part) => ('value' in part ? part.value : '')).join('');
  return [node.head, ...node.rows].map((row) => row.map(cell).join(' | '));
}

describe('fillTables', () => {
  it('shows the columns of a table result under their names, a null cell as a dash', () => {
    const { table: filled, messages } = fill(table('digits.history'));
    expect(messages).toEqual([]);
    expect(textOf(filled)).toEqual(['epoch | xent | remark', '1 | 0.500 | start', '2 | 0.250 | –']);
    expect(filled).toMatchObject({
      type: 'captionedTable',
      id: 'tbl-a',
      label: '',
      align: ['right', 'right', 'left'],
    });
  });

  it("evaluates columns in the scope of the row, with the report's names around it", () => {
    const columns = [
      column('MLP', 'label'),
      column('Note', 'note'),
      column('F1', 'f1'),
      column('Gain', 'f1 - mlp.baseline.f1', { format: '+.2f', align: 'center' }),
      column('2017', 'published == null ? null : published.f1'),
      column('Epochs', 'given.epochs * (index + 1)'),
      column('Runs', 'count(seeds(f1))'),
    ];
    const { table: filled, messages } = fill(table('cases(mlp)', columns));
    expect(messages).toEqual([]);
    expect(textOf(filled)).toEqual([
      'MLP | Note | F1 | Gain | 2017 | Epochs | Runs',
      'baseline | – | 0.72 | +0.00 | 0.70 | 3 | 3',
      'WideMLP | width 512 | 0.71 | −0.01 | – | 6 | 1',
    ]);
    expect(filled).toMatchObject({ align: ['left', 'left', 'right', 'center', 'right', 'right', 'right'] });
  });

  it('takes a matrix row by row', () => {
    const columns = [column('a', 'row[0]'), column('sum', 'sum(row)')];
    expect(textOf(fill(table('digits.confusion', columns)).table)).toEqual(['a | sum', '8 | 10', '1 | 10']);
  });

  it.each([
    ['digits.f1', [], say.noRows('a number', null)],
    ['mlp', [column('a', 'label')], say.noRows('an experiment with cases', 'mlp')],
    ['cases(mlp)', [], say.noColumns('a list')],
    ['cases(mlp)', [column('a', 'lable')], say.unknownName('lable', 'label', [])],
    ['cases(mlp)', [column('a', 'published.f1')], say.nameOfNull('published', 'f1')],
  ])('tells a mistake once: %s', (of, columns, message) => {
    expect(fill(table(of, columns)).messages).toEqual([message]);
  });
});
