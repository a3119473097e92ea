import type { Json } from '../json.ts';
import * as say from '../messages/language.ts';
import { printable } from '../printable.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import {
  eitherOf,
  isAnything,
  isUnknown,
  itemsOf,
  joinSources,
  list,
  record,
  scalar,
  type ListValue,
  type RecordValue,
  type Scalar,
  type Sources,
  type Unknown,
  type Value,
} from './value.ts';

/**
 * What a figure's data look like, as Vega-Lite takes them: a list of records. A table result and `cases(…)` are that already; a series becomes
 * records of `index` and `value`, a matrix records of `row`, `column` and `value`; `cases(…)` keep their nested
 * names (`given.epochs`, `final.f1`), which Vega-Lite reads.
 */
export function figureRows(value: Value): ListValue | null {
  if (isAnything(value)) return null;
  if (value.type === 'list') return itemsOf(value).some(isAnything) ? null : rowsOfList(value);
  const isExperiment = value.type === 'record' && value.cases !== null && value.path !== '';
  throw new LanguageFault(
    'figure-has-rows',
    say.noFigureRows(describe(value), isExperiment ? value.path : null),
  );
}

/** What went into a figure's data: the value's own sources, and those of rows that an expression or `cases(…)` put together. */
export function figureSources(value: Value): Sources {
  // The rows of a declared result come from where the whole does.
  if (value.type !== 'list' || value.spec !== null) return value.sources;
  return joinSources([value, ...itemsOf(value)]);
}

/** The names that the rows have, as one row that stands for all; null where nobody knows yet. */
export function sampleRow(rows: ListValue): Value | null {
  // A table's rows have the columns declared: one is like all others.
  const [first, ...others] = rows.spec?.kind === 'table' ? [rows.at(0)] : itemsOf(rows);
  return first ? others.reduce(eitherOf, first) : null;
}

/** Plain JSON of a value: numbers as they are, for a chart to format. Files are left out. */
export function toJson(value: Value): Json {
  switch (value.type) {
    case 'scalar':
      return jsonOfScalar(value.value);
    case 'list':
      return itemsOf(value).map(toJson);
    case 'file':
      return null;
    case 'record':
      return recordJson(value);
  }
}

function jsonOfScalar(value: Scalar | Unknown): Json {
  if (isUnknown(value)) return null;
  return typeof value === 'string' ? printable(value) : value;
}

function recordJson(value: RecordValue): Json {
  const members = value.names().map((name) => [name, value.get(name)] as const);
  const shown = members.flatMap(([name, member]) =>
    member && member.type !== 'file' ? [[name, toJson(member)] as const] : [],
  );
  return Object.fromEntries(shown);
}

function rowsOfList(values: ListValue): ListValue {
  const first = values.length === 0 ? undefined : values.at(0);
  if (first === undefined || first.type === 'record') return values;
  if (first.type === 'list') return matrixRows(values);
  return mapped(values, (value, index) => member({ index: scalar(index), value }));
}

function matrixRows(values: ListValue): ListValue {
  const rows = itemsOf(values).flatMap((row, index) =>
    row.type === 'list'
      ? itemsOf(row).map((value, column) => member({ row: scalar(index), column: scalar(column), value }))
      : [],
  );
  return list(rows);
}

function mapped(values: ListValue, make: (value: Value, index: number) => Value): ListValue {
  return { ...values, spec: null, at: (index) => make(values.at(index), index) };
}

function member(members: { readonly [name: string]: Value }): Value {
  return record(new Map(Object.entries(members)));
}
