import type {
  DocumentPrint,
  PrintChange,
  PrintedCell,
  PrintedNumber,
  PrintedTable,
} from '../base/document-print.ts';
import { compareNumber, tellOne } from './compare-numbers.ts';
import { pairBy, type Pairing } from './pair.ts';

/** A table with what its cells show. */
interface Filled {
  table: PrintedTable;
  cells: readonly PrintedNumber[];
}

/** Differences of tables: their cells by row and column, whatever the order of the columns, and the order of the rows. */
export function compareTables(locked: DocumentPrint, now: DocumentPrint): PrintChange[] {
  const { pairs, gone, added } = pairBy<Filled>(fillTables(locked), fillTables(now), [
    ({ table }) => table.id,
    ({ table }) => (table.caption === '' ? null : table.caption),
    ({ table }) => JSON.stringify([table.heading, table.columns]),
    ({ table }) => JSON.stringify(table.rows),
  ]);
  return [
    ...pairs.flatMap(([was, is]) => compareTable(was, is)),
    ...gone.map(({ table }) => tellTable('gone', table)),
    ...added.map(({ table }) => tellTable('new', table)),
  ];
}

function fillTables({ tables, numbers }: DocumentPrint): Filled[] {
  const cells = tables.map((): PrintedNumber[] => []);
  for (const number of numbers) if (number.cell) cells[number.cell.table]?.push(number);
  return tables.map((table, index) => ({ table, cells: cells[index] ?? [] }));
}

function compareTable(was: Filled, is: Filled): PrintChange[] {
  const rows = pairRows(was, is);
  const columns = pairColumns(was, is);
  // What was renamed goes by its new name.
  const known = groupBy(was.cells, ({ row, column }) => [
    rows.get(row) ?? row,
    columns.get(column) ?? column,
  ]);
  const changes = [...groupBy(is.cells, ({ row, column }) => [row, column])].flatMap(([name, cells]) => {
    const before = known.get(name) ?? [];
    known.delete(name);
    return compareCell(before, cells);
  });
  const gone = [...known.values()].flat().map((number) => tellOne('gone', number));
  return [...changes, ...gone, ...compareOrder(was, is, rows)];
}

function groupBy(
  cells: readonly PrintedNumber[],
  nameOf: (cell: PrintedCell) => readonly string[],
): Map<string, PrintedNumber[]> {
  const groups = new Map<string, PrintedNumber[]>();
  for (const number of cells) {
    if (!number.cell) continue;
    const name = JSON.stringify(nameOf(number.cell));
    const group = groups.get(name);
    if (group) group.push(number);
    else groups.set(name, [number]);
  }
  return groups;
}

function compareCell(was: readonly PrintedNumber[], is: readonly PrintedNumber[]): PrintChange[] {
  const pairs = is.flatMap((number, index) => {
    const before = was[index];
    return before ? compareNumber([before, number]) : [tellOne('new', number)];
  });
  return [...pairs, ...was.slice(is.length).map((number) => tellOne('gone', number))];
}

/** Name -> name in the other table, of what has another there; what is gone has one that no other has. */
type Renaming = ReadonlyMap<string, string>;

/** A row is known by its name, else by the results that it shows. */
function pairRows(was: Filled, is: Filled): Renaming {
  const keys = ({ table, cells }: Filled) => {
    const rows = groupBy(cells, ({ row }) => [row]);
    return table.rows.map((name) => {
      const results = (rows.get(JSON.stringify([name])) ?? []).flatMap((cell) => cell.results);
      return { name, results: [...new Set(results)].sort().join() };
    });
  };
  return renaming(
    pairBy(keys(was), keys(is), [
      ({ name }) => (/\p{L}/u.test(name) ? name : null),
      ({ results }) => (results === '' ? null : results),
      ({ name }) => name,
    ]),
  );
}

/** A column is known by its header, else by what it shows. */
function pairColumns(was: Filled, is: Filled): Renaming {
  const keys = ({ table, cells }: Filled) =>
    table.columns.map((name) => {
      const own = cells.filter(({ cell }) => cell?.column === name && cell.row !== '');
      const shows = [...new Set(own.map(({ expression, format }) => JSON.stringify([expression, format])))];
      return { name, shows: shows.sort().join() };
    });
  return renaming(
    pairBy(keys(was), keys(is), [({ name }) => name, ({ shows }) => (shows === '' ? null : shows)]),
  );
}

function renaming({ pairs, gone }: Pairing<{ name: string }>): Renaming {
  const changed = pairs.filter(([was, is]) => was.name !== is.name);
  return new Map([
    ...changed.map(([was, is]) => [was.name, is.name] as const),
    ...gone.map(({ name }) => [name, `\0${name}`] as const),
  ]);
}

/** Whether the rows that both have stand in another order: another one may be the first. */
function compareOrder(was: Filled, is: Filled, renamed: Renaming): PrintChange[] {
  const names = was.table.rows.map((name) => renamed.get(name) ?? name);
  const before = names.filter((name) => is.table.rows.includes(name));
  const after = is.table.rows.filter((name) => names.includes(name));
  if (before.join('\0') === after.join('\0')) return [];
  const aspect = { aspect: 'order', locked: before.join(', '), now: after.join(', ') } as const;
  return [{ ...describeTable(is.table), type: 'changed', aspects: [aspect] }];
}

function tellTable(type: 'new' | 'gone', table: PrintedTable): PrintChange {
  return { ...describeTable(table), type, aspects: [] };
}

function describeTable({ place, caption, columns, id }: PrintedTable): Omit<PrintChange, 'type' | 'aspects'> {
  const sentence = caption === '' ? columns.join(', ') : caption;
  return { of: 'table', place, sentence, cell: null, id, expression: null, results: [] };
}
