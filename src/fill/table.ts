import type { PhrasingContent, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression } from '../base/expression.ts';
import { rememberFormats, type FormatNumber } from '../base/language/format.ts';
import { printValue } from '../base/language/print.ts';
import { chooseRows, declaredColumns, isNull, isNumeric, rowsOf, withTable } from '../base/language/table.ts';
import type { Value } from '../base/language/value.ts';
import type { CaptionedTableNode } from '../base/filled-nodes.ts';
import type { ResultTableNode, TableColumn, WrittenTableNode } from '../base/tree.ts';
import { evaluateWith, inScope, originOf, type Results } from './scope.ts';
import { textOf } from './value.ts';
import { replaceNodes } from './walk.ts';

/** Puts rows and cells in the place of every `:::table{of=…}`; captions and headers are filled by then. */
export function fillTables(tree: Root, results: Results, _file: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  replaceNodes(tree, (node) => {
    if (node.type === 'writtenTable') return [captionWritten(node)];
    if (node.type !== 'resultTable') return null;
    const table = fillTable(node, results, diagnostics);
    return table ? [table] : [];
  });
  return diagnostics;
}

/** A table in Markdown, its bindings filled, in the shape of the others; short rows are filled up. */
function captionWritten({ id, children, place, position }: WrittenTableNode): CaptionedTableNode {
  const caption = children.find((child) => child.type === 'paragraph');
  const table = children.find((child) => child.type === 'table');
  const [head = [], ...rows] = table?.children.map((row) => row.children.map((cell) => cell.children)) ?? [];
  return {
    type: 'captionedTable',
    children: caption?.children ?? [],
    id,
    label: '',
    align: head.map((_, index) => table?.align?.[index] ?? null),
    head,
    rows: rows.map((row) => head.map((_, index) => row[index] ?? [])),
    place,
    ...(position ? { position } : {}),
  };
}

/** A cell as it will stand, and whether it shows a number. */
interface Cell {
  content: PhrasingContent[];
  isNumber: boolean;
}

function fillTable(
  node: ResultTableNode,
  results: Results,
  diagnostics: Diagnostic[],
): CaptionedTableNode | null {
  const opened = evaluateWith(
    node.of,
    results,
    (value) => ({ rows: rowsOf(value, results.scope), columns: columnsOf(node, value) }),
    node.place,
  );
  if (!opened.ok) {
    diagnostics.push(opened.diagnostic);
    return null;
  }
  const { rows, columns } = opened.value;
  const chosen = chooseRows(rows, node, results.scope);
  if (!chosen.ok) {
    diagnostics.push(chosen.diagnostic);
    return null;
  }
  const filling = { table: { ...node, columns }, print: rememberFormats(), diagnostics };
  const cells = chosen.scopes.map((scope) => fillRow(filling, inScope(results, scope)));
  return {
    type: 'captionedTable',
    children: node.children,
    id: node.id,
    label: '',
    align: columns.map((column, index) => column.align ?? alignOf(cells.map((row) => row[index]))),
    head: columns.map((column) => column.header),
    rows: cells.map((row) => row.map((cell) => cell.content)),
    place: node.place,
    ...(node.position ? { position: node.position } : {}),
  };
}

/** The columns written, or, where none are, those that the table result declares. */
function columnsOf(node: ResultTableNode, value: Value): readonly TableColumn[] {
  if (node.columns.length > 0) return node.columns;
  return declaredColumns(value).map((name) => ({
    header: [{ type: 'text', value: name }],
    value: nameExpression(name, node),
    format: null,
    align: null,
    set: null,
    place: node.place,
  }));
}

function nameExpression(name: string, { place }: ResultTableNode): Expression {
  return { source: name, root: { type: 'name', start: 0, end: name.length, name }, at: () => place };
}

interface Filling {
  table: ResultTableNode;
  print: FormatNumber;
  diagnostics: Diagnostic[];
}

/** One mistake of a column is told once, not for every row. */
function fillRow({ table, print, diagnostics }: Filling, results: Results): Cell[] {
  return table.columns.map((column) => {
    const cell = evaluateWith(
      column.value,
      results,
      (value) => fillCell(column, value, { results, print }),
      column.place,
    );
    if (cell.ok) return cell.value;
    const found = withTable(cell.diagnostic, column, table);
    if (!diagnostics.some((known) => isSame(known, found))) diagnostics.push(found);
    return { content: [], isNumber: false };
  });
}

function fillCell(
  column: TableColumn,
  value: Value,
  { results, print }: { results: Results; print: FormatNumber },
): Cell {
  if (isNull(value)) return { content: [{ type: 'text', value: NOTHING }], isNumber: false };
  const { value: expression, place, format } = column;
  const origin = originOf({ expression, place, format }, value, results);
  const printed = textOf(printValue(value, format, print));
  return { content: [{ type: 'printed', value: printed, origin }], isNumber: isNumeric(value) };
}

/** A cell whose value is null. */
const NOTHING = '–';

function alignOf(cells: readonly (Cell | undefined)[]): 'left' | 'right' {
  return cells.some((cell) => cell?.isNumber) ? 'right' : 'left';
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.message === b.message && a.place?.line === b.place?.line && a.place?.column === b.place?.column;
}
