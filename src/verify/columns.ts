import type { ResultSpec, ScalarSpec } from '../base/kinds.ts';
import type { Cell, ResultValue, Row } from '../base/results.ts';

/** The numbers of one kind in a result: a scalar, all elements of a list or matrix, a column of a table. */
export interface ColumnCells {
  /** Empty for what is no table. */
  name: string;
  spec: ScalarSpec;
  cells: readonly number[];
}

/** The numbers in a column of a table, or of anything else (under the empty name); null for pictures and files. */
export function cellsOfColumn(spec: ResultSpec, value: ResultValue, name: string): ColumnCells | null {
  switch (spec.kind) {
    case 'series':
    case 'matrix':
      return { name, spec: spec.of, cells: numbersIn(value) };
    case 'table': {
      const column = spec.columns[name];
      return column ? { name, spec: column, cells: numbersIn(columnOf(value, name)) } : null;
    }
    case 'image':
    case 'file':
    case 'group':
      return null;
    default:
      return { name, spec, cells: numbersIn(value) };
  }
}

/** Rows of a table result; none where it is something else. */
export function rowsOf(value: ResultValue | undefined): readonly Row[] {
  return isList(value) ? value.filter(isRow) : [];
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function columnOf(value: ResultValue, name: string): readonly Cell[] {
  return rowsOf(value).map((row) => row[name] ?? null);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !isList(value);
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return isList(value) ? value.flatMap(numbersIn) : [];
}
