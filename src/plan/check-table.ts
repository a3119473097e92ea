import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression } from '../base/expression.ts';
import { checkExpression } from '../base/language/check-expression.ts';
import { evaluate } from '../base/language/evaluate.ts';
import { truthOf } from '../base/language/operators.ts';
import { typeOfKey } from '../base/language/order.ts';
import { printValue } from '../base/language/print.ts';
import type { Scope } from '../base/language/scope.ts';
import type { Value } from '../base/language/value.ts';
import {
  chooseRows,
  declaredColumns,
  isNull,
  rowsOf,
  withTable,
  type TableRows,
} from '../base/language/table.ts';
import type { ResultTableNode, RowChoice, TableColumn } from '../base/tree.ts';

/** A table's rows, and its columns in the scope of each row. */
export function checkTable(node: ResultTableNode, scope: Scope): Diagnostic[] {
  const opened = evaluate(
    node.of,
    scope,
    (value) => {
      const rows = rowsOf(value, scope);
      if (node.columns.length === 0) declaredColumns(value);
      return rows;
    },
    node.place,
  );
  if (!opened.ok) return [opened.diagnostic];
  const { faults, scopes } = checkChoice(node, opened.value, scope);
  return [
    ...faults,
    ...node.columns.flatMap((column) =>
      checkColumn(column, scopes).map((fault) => withTable(fault, column, node)),
    ),
  ];
}

/** What is wrong with the choice of rows; and the rows that will be shown, as far as they are known, for the columns. */
function checkChoice(
  { where, sort }: RowChoice,
  table: TableRows,
  scope: Scope,
): { faults: readonly Diagnostic[]; scopes: readonly Scope[] } {
  const inWhere = where === null ? [] : checkRows(where, table.scopes, truthOf);
  const inSort = sort.flatMap(({ expression }) => checkRows(expression, table.scopes, typeOfKey));
  const whole = { where: inWhere.length > 0 ? null : where, sort: inSort.length > 0 ? [] : sort };
  const chosen = chooseRows(table, whole, scope);
  const faults = [...inWhere, ...inSort, ...(chosen.ok ? [] : [chosen.diagnostic])];
  return { faults, scopes: chosen.ok ? chosen.scopes : table.scopes };
}

/** The first row that an expression does not fit. */
function checkRows(
  expression: Expression,
  rows: readonly Scope[],
  use: (value: Value) => unknown,
): Diagnostic[] {
  for (const row of rows) {
    const found = checkExpression(expression, row, use);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first row that a column does not fit tells of it; the others would say the same. */
function checkColumn(column: TableColumn, rows: readonly Scope[]): Diagnostic[] {
  for (const row of rows) {
    const found = checkExpression(
      column.value,
      row,
      (value) => (isNull(value) ? null : printValue(value, column.format)),
      column.place,
    );
    if (found.length > 0) return found;
  }
  return [];
}
