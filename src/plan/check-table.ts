import type { Diagnostic } from '../base/diagnostic.ts';
import { checkExpression } from '../base/language/check-expression.ts';
import { evaluate } from '../base/language/evaluate.ts';
import { printValue } from '../base/language/print.ts';
import type { Scope } from '../base/language/scope.ts';
import { declaredColumns, isNull, rowsOf } from '../base/language/table.ts';
import type { ResultTableNode, TableColumn } from '../base/tree.ts';

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
  return node.columns.flatMap((column) => checkColumn(column, opened.value));
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
