import type { Diagnostic } from '../diagnostic.ts';
import * as say from '../messages/language.ts';
import type { SortKey } from '../tree.ts';
import { describe } from './describe.ts';
import { evaluate } from './evaluate.ts';
import { LanguageFault } from './fault.ts';
import type { Scope } from './scope.ts';
import { isUnknown, typeOfScalar, type Scalar, type ScalarType, type Unknown, type Value } from './value.ts';

/** Rows in their order, and whether it is known; or what is wrong with a key. */
type Ordered<Row> =
  { ok: true; rows: readonly Row[]; isKnown: boolean } | { ok: false; diagnostic: Diagnostic };

type Key = Scalar | Unknown;

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
  let type: ScalarType | null = null;
  for (const { scope } of rows) {
    const read = evaluate(expression, scope, (value) => {
      const found = typeOfKey(value);
      if (found !== 'null' && found !== 'any') type = oneType(type, found, expression.source);
      return value.type === 'scalar' ? value.value : null;
    });
    if (!read.ok) return read.diagnostic;
    keys.push(read.value);
  }
  return keys;
}

/** The type of a key's value; lists, groups and images are a mistake. */
export function typeOfKey(value: Value): ScalarType {
  if (value.type === 'scalar') return typeOfScalar(value.value);
  throw new LanguageFault('table-is-sorted', say.sortTakesNo(describe(value)));
}

function oneType(before: ScalarType | null, found: ScalarType, source: string): ScalarType {
  if (before === null || before === found) return found;
  throw new LanguageFault('table-is-sorted', say.sortIsMixed(source));
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
  return descending ? -order : order;
}

/** By code point, whatever the machine's language; `<` on strings would put U+FF5E behind U+1F600. */
export function compareText(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return codePointRank(a.charCodeAt(at)) - codePointRank(b.charCodeAt(at));
  }
  return a.length - b.length;
}

/** Halves of characters beyond U+FFFF rank behind all others. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
