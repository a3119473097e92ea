import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { typeOfScalar, type Scalar, type ScalarType, type Unknown, type Value } from './value.ts';

/** What rows are sorted by. */
export type Key = Scalar | Unknown;

/** Refuses keys of several types, which have no order; `name` says what they are. */
export function checkKeys(keys: readonly Key[], name: string): void {
  const types = new Set(keys.map(typeOfScalar).filter((type) => type !== 'null' && type !== 'any'));
  if (types.size > 1) throw new LanguageFault('table-is-sorted', say.sortIsMixed(name));
}

/** The type of a key's value; lists, groups and images are a mistake. */
export function typeOfKey(value: Value): ScalarType {
  if (value.type === 'scalar') return typeOfScalar(value.value);
  throw new LanguageFault('table-is-sorted', say.sortTakesNo(describe(value)));
}

/** Of two keys of one type; below 0 where the first stands first. */
export function compareKeys(a: Key, b: Key, descending: boolean): number {
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
