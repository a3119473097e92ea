import { z } from 'zod';

import * as say from '../../base/messages/parse.ts';
import { nearestName } from '../../base/nearest.ts';
import type { Place } from '../../base/place.ts';
import type { TableColumn } from '../../base/tree.ts';
import { parseExpression } from '../expression.ts';
import type { Reading } from '../reading.ts';
import type { YamlData } from '../yaml-block.ts';

const columnSchema = z.strictObject({
  header: z.union([z.string(), z.number()], 'a header is a text'),
  value: z.union([z.string(), z.number()], 'a column takes an expression'),
  format: z.string().optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
});

/** Columns, each its own; what a set of columns is made of. */
export const setSchema = z.array(columnSchema).min(1, 'it is empty');

/** A table's columns: the name of a set, or a list of columns and names of sets. */
export const columnsSchema = z.union(
  [
    z.string(),
    z
      .array(z.union([z.string(), columnSchema], 'a column is a mapping or the name of a set'))
      .min(1, 'it is empty'),
  ],
  'columns are a list, or the name of a set',
);

type Written = z.output<typeof columnsSchema>;

/** Reads the columns at a path; of those that cannot be read the mistakes are told. */
export function readColumns(
  columns: Written,
  { yaml, path }: { yaml: YamlData<unknown>; path: readonly PropertyKey[] },
  reading: Reading,
): TableColumn[] {
  if (typeof columns === 'string') return [...setNamed(columns, yaml.placeOf(path), reading)];
  return columns.flatMap((column, index) => {
    const at = [...path, index];
    if (typeof column === 'string') return [...setNamed(column, yaml.placeOf(at), reading)];
    const value = parseExpression(yaml.textOf([...at, 'value']), reading.diagnostics);
    if (value === null) return [];
    const header = reading.parsePhrasing(yaml.textOf([...at, 'header']), reading);
    const { format = null, align = null } = column;
    return [{ header, value, format, align, set: null, place: yaml.placeOf(at) }];
  });
}

/** The columns of a set; every table has them as its own. */
function setNamed(name: string, place: Place, { columnSets, diagnostics }: Reading): readonly TableColumn[] {
  const set = columnSets?.get(name);
  // What is wrong with the sets themselves has been told of where they stand.
  if (set !== undefined || columnSets === null) return set ?? [];
  const known = [...columnSets.keys()];
  const message = say.columnSetIsUnknown(name, nearestName(name, known), known);
  diagnostics.push({ rule: 'columns-are-known', message, place });
  return [];
}
