import type { Diagnostic } from '../diagnostic.ts';
import type { SortKey } from '../tree.ts';
import { evaluate, locateFault } from './evaluate.ts';
import { checkKeys, compareKeys, typeOfKey, type Key } from './order.ts';
import type { Scope } from './scope.ts';
import { isUnknown } from './value.ts';

/** Rows in their order, and whether it is known; or what is wrong with a key. */
type Ordered<Row> =
  { ok: true; rows: readonly Row[]; isKnown: boolean } | { ok: false; diagnostic: Diagnostic };

/**
 * Sorts rows by each key in turn: numbers by value, texts by code point, false before true, null last in either
 * direction; rows that no key tells apart stay as they stand. A key with values of several types is a mistake.
 */
export function orderRows<Row extends { scope: Scope }>(
  rows: readonly Row[],
  sort: readonly SortKey[],
): Ordered<Row> {
  const columns: Key[][] = [];
  for (const key of sort) {
    const found = readKeys(key, rows);
    if (!Array.isArray(found)) return { ok: false, diagnostic: found };
    columns.push(found);
  }
  if (columns.some((keys) => keys.some(isUnknown))) return { ok: true, rows, isKnown: false };
  const byKeys = (a: number, b: number): number => {
    for (const [index, { descending }] of sort.entries()) {
      const order = compareKeys(columns[index]?.[a] ?? null, columns[index]?.[b] ?? null, descending);
      if (order !== 0) return order;
    }
    return 0;
  };
  const order = rows.map((_, index) => index).sort(byKeys);
  return { ok: true, rows: order.flatMap((index) => rows[index] ?? []), isKnown: true };
}

/** A key's value in every row. */
function readKeys({ expression }: SortKey, rows: readonly { scope: Scope }[]): Key[] | Diagnostic {
  const keys: Key[] = [];
  for (const { scope } of rows) {
    const read = evaluate(expression, scope, (value) => {
      typeOfKey(value);
      return value.type === 'scalar' ? value.value : null;
    });
    if (!read.ok) return read.diagnostic;
    keys.push(read.value);
  }
  const checked = locateFault(expression, expression.at(0), () => {
    checkKeys(keys, expression.source);
  });
  return checked.ok ? keys : checked.diagnostic;
}
