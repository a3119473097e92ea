import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { rowScope, type Scope } from './scope.ts';
import { isAnything, itemsOf, typeOfScalar, type ListValue, type Value } from './value.ts';

/** The rows of a table, each with the scope that its columns' expressions see. Before the run: rows that stand for all. */
export function rowsOf(value: Value, scope: Scope): readonly Scope[] {
  if (isAnything(value)) return [];
  return itemsOf(listOfRows(value)).map((row, index) => rowScope(scope, row, index));
}

function listOfRows(value: Value): ListValue {
  if (value.type === 'list') return value;
  const isExperiment = value.type === 'record' && value.cases !== null && value.path !== '';
  throw new LanguageFault('table-has-rows', say.noRows(describe(value), isExperiment ? value.path : null));
}

/** A column of a table that declares none: every column of the table result, under its own name. */
export function declaredColumns(value: Value): readonly string[] {
  if (value.type === 'list' && value.spec?.kind === 'table') return Object.keys(value.spec.columns);
  if (isAnything(value) || (value.type === 'list' && itemsOf(value).some(isAnything))) return [];
  throw new LanguageFault('table-has-columns', say.noColumns(describe(value)));
}

/** Whether a cell shows a number, which stands right. */
export function isNumeric(value: Value): boolean {
  return value.type === 'scalar' && typeOfScalar(value.value) === 'number';
}

/** Whether a cell has nothing to show: a cell of a table result that is null, a case without a note. */
export function isNull(value: Value): boolean {
  return value.type === 'scalar' && value.value === null;
}
