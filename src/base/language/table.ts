import type { Diagnostic } from '../diagnostic.ts';
import * as say from '../messages/language.ts';
import { formatPlace, type Place } from '../place.ts';
import type { ResultTableNode, RowChoice, TableColumn } from '../tree.ts';
import { describe } from './describe.ts';
import { evaluate } from './evaluate.ts';
import { LanguageFault } from './fault.ts';
import { truthOf } from './operators.ts';
import { orderRows } from './order-rows.ts';
import { fillGaps } from './published-rows.ts';
import { rowScope, type Scope } from './scope.ts';
import { isAnything, itemsOf, typeOfScalar, type ListValue, type Value } from './value.ts';

/** The rows of a table as they come, each with the scope that its expressions see. Before the run: rows that stand for all. */
export interface TableRows {
  rows: readonly Value[];
  scopes: readonly Scope[];
}

/** Opens the rows of what a table is made of. */
export function rowsOf(value: Value, scope: Scope): TableRows {
  if (isAnything(value)) return { rows: [], scopes: [] };
  const values = listOfRows(value);
  const rows = fillGaps(itemsOf(values));
  return { rows, scopes: scopesOf(rows, scope, values.length !== null) };
}

/** Rows are counted as they stand; where only a run can tell their order, `index` is a number that nobody knows. */
function scopesOf(rows: readonly Value[], scope: Scope, counted: boolean): readonly Scope[] {
  return rows.map((row, index) => rowScope(scope, row, counted ? index : null));
}

function listOfRows(value: Value): ListValue {
  if (value.type === 'list') return value;
  const isExperiment = value.type === 'record' && value.cases !== null && value.path !== '';
  throw new LanguageFault('table-has-rows', say.noRows(describe(value), isExperiment ? value.path : null));
}

/** The scopes of the rows that a table shows, in its order; or what is wrong with choosing them. */
export type ChosenRows = { ok: true; scopes: readonly Scope[] } | { ok: false; diagnostic: Diagnostic };

/**
 * Keeps the rows for which `where` holds and sorts them. Before the run a row of which nobody knows stays, and so does
 * the order. That no row is left is a mistake: an empty table says nothing.
 */
export function chooseRows(table: TableRows, { where, sort }: RowChoice, scope: Scope): ChosenRows {
  let isKnown = true;
  let kept = table.rows.map((row, index) => ({ row, scope: table.scopes[index] ?? scope }));
  if (where !== null) {
    const chosen: typeof kept = [];
    for (const each of kept) {
      const holds = evaluate(where, each.scope, truthOf);
      if (!holds.ok) return holds;
      if (holds.value !== false) chosen.push(each);
      if (holds.value === null) isKnown = false;
    }
    if (chosen.length === 0 && kept.length > 0) return refuse(where.at(0), say.noRowsLeft(where.source));
    kept = chosen;
  }
  const ordered = orderRows(kept, sort);
  if (!ordered.ok) return ordered;
  if (where === null && sort.length === 0) return { ok: true, scopes: table.scopes };
  const rows = ordered.rows.map(({ row }) => row);
  return { ok: true, scopes: scopesOf(rows, scope, isKnown && ordered.isKnown) };
}

function refuse(place: Place, message: string): ChosenRows {
  return { ok: false, diagnostic: { rule: 'table-has-rows', message, place } };
}

/** A column of a table that declares none: every column of the table result, under its own name. */
export function declaredColumns(value: Value): readonly string[] {
  if (value.type === 'list' && value.spec?.kind === 'table') return Object.keys(value.spec.columns);
  if (isAnything(value) || (value.type === 'list' && itemsOf(value).some(isAnything))) return [];
  throw new LanguageFault('table-has-columns', say.noColumns(describe(value)));
}

/** What is wrong with a column that tables share stands where the column does: which of them it is wrong in is said beside. */
export function withTable(
  fault: Diagnostic,
  { set }: TableColumn,
  { id, place }: Pick<ResultTableNode, 'id' | 'place'>,
): Diagnostic {
  if (set === null) return fault;
  const used = say.columnsAreUsed(set, id, formatPlace(place));
  return { ...fault, details: [...(fault.details ?? []), used] };
}

/** Whether a cell shows a number, which stands right. */
export function isNumeric(value: Value): boolean {
  return value.type === 'scalar' && typeOfScalar(value.value) === 'number';
}

/** Whether a cell has nothing to show: a cell of a table result that is null, a case without a note. */
export function isNull(value: Value): boolean {
  return value.type === 'scalar' && value.value === null;
}
