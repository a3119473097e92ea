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

  it('leaves a cell empty where a case has no published figure that another one has', () => {
    const columns = [
      column('a', 'published.f1'),
      column('b', 'row.published.f1'),
      column('c', 'seeds(published.f1)[0]'),
    ];
    expect(textOf(fill(table('cases(mlp)', columns)).table).slice(1)).toEqual([
      '0.70 | 0.70 | 0.70',
      '– | – | –',
    ]);
  });

  const rows =
    '[{a: 2, b: "z"}, {a: null, b: "é"}, {a: 1, b: "\uD83D\uDE00"}, {a: 2, b: "Z"}, {a: 10, b: "\uFF5E"}]';

  it.each<[{ where?: string; sort?: string[] }, string[]]>([
    [{ where: 'a == 2 || b == "é"' }, ['2 z 1', '– é 2', '2 Z 3']],
    [{ where: 'index >= 3' }, ['2 Z 1', '10 \uFF5E 2']],
    [{ where: 'true' }, ['2 z 1', '– é 2', '1 \uD83D\uDE00 3', '2 Z 4', '10 \uFF5E 5']],
    [{ sort: ['a'] }, ['1 \uD83D\uDE00 1', '2 z 2', '2 Z 3', '10 \uFF5E 4', '– é 5']],
    [{ sort: ['-a'] }, ['10 \uFF5E 1', '2 z 2', '2 Z 3', '1 \uD83D\uDE00 4', '– é 5']],
    [{ sort: ['b'] }, ['2 Z 1', '2 z 2', '– é 3', '10 \uFF5E 4', '1 \uD83D\uDE00 5']],
    [{ sort: ['-a', 'b'], where: 'a != null && a < 10' }, ['2 Z 1', '2 z 2', '1 \uD83D\uDE00 3']],
    [{ sort: ['a == 2', 'index'] }, ['– é 1', '1 \uD83D\uDE00 2', '10 \uFF5E 3', '2 z 4', '2 Z 5']],
  ])('chooses and sorts rows, and counts them as the reader sees them: %j', (choice, shown) => {
    const columns = [column('a', 'row.a'), column('b', 'row.b'), column('n', 'index + 1')];
    const { table: filled, messages } = fill(table(rows, columns, choice));
    expect(messages).toEqual([]);
    expect(
      textOf(filled)
        .slice(1)
        .map((line) => line.replaceAll(' | ', ' ')),
    ).toEqual(shown);
  });

  it.each<[{ where?: string; sort?: string[] }, string]>([
    [{ where: 'a > 100 && a != null' }, say.operandsDiffer('>', 'null', 'a number')],
    [{ where: 'b == "none"' }, say.noRowsLeft('b == "none"')],
    [{ where: 'a' }, say.conditionIsNoTruth('a number')],
    [{ sort: ['index == 0 ? 1 : b'] }, say.sortIsMixed('index == 0 ? 1 : b')],
    [{ sort: ['-row'] }, say.sortTakesNo('a group of values')],
  ])('tells what is wrong with a choice: %j', (choice, message) => {
    expect(fill(table(rows, [column('a', 'row.a')], choice)).messages).toEqual([message]);
  });

  it.each([
    ['digits.f1', [], say.noRows('a number', null)],
    ['mlp', [column('a', 'label')], say.noRows('an experiment with cases', 'mlp')],
    ['cases(mlp)', [], say.noColumns('a list')],
    ['cases(mlp)', [column('a', 'lable')], say.unknownName('lable', 'label', [])],
    ['cases(mlp)', [column('a', 'published.f2')], say.unknownName('published.f2', 'published.f1', [])],
    [
      'cases(mlp)',
      [column('a', 'published.f1 + 1', { format: '.2f' })],
      say.operandsDiffer('+', 'null', 'a number'),
    ],
    ['[mlp.wide]', [column('a', 'published.f1')], say.nameOfNull('published', 'f1')],
  ])('tells a mistake once: %s', (of, columns, message) => {
    expect(fill(table(of, columns)).messages).toEqual([message]);
  });
});
