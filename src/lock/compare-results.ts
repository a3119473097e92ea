import type { Json } from '../base/json.ts';
import type { ResultTree, ResultValue, StoredFile } from '../base/results.ts';
import { isStoredFile } from '../run/input-value.ts';

/** One way in which a job's results are others than those locked; `path` as in `test.accuracy`. */
export type Difference =
  | { type: 'number'; path: string; from: number; to: number }
  | { type: 'text'; path: string; from: string; to: string }
  /** Of a list, matrix or table: how many of its cells, and by how much numbers differ at most (null without numbers). */
  | { type: 'cells'; path: string; differing: number; of: number; greatest: number | null }
  | { type: 'size'; path: string; from: number; to: number }
  | { type: 'file'; path: string; from: StoredFile; to: StoredFile }
  | { type: 'kind'; path: string }
  | { type: 'new'; path: string }
  | { type: 'gone'; path: string };

/** Every difference between two results of a job, in the order of the new ones. */
export function compareResults(from: ResultTree, to: ResultTree, path = ''): Difference[] {
  const differences = Object.entries(to).flatMap(([name, value]): Difference[] => {
    const old = from[name];
    return old === undefined
      ? [{ type: 'new', path: `${path}${name}` }]
      : compareValues(old, value, `${path}${name}`);
  });
  const gone = Object.keys(from).filter((name) => !Object.hasOwn(to, name));
  return [...differences, ...gone.map((name): Difference => ({ type: 'gone', path: `${path}${name}` }))];
}

function compareValues(from: ResultValue, to: ResultValue, path: string): Difference[] {
  if (typeof from === 'number' && typeof to === 'number') {
    return Object.is(from, to) ? [] : [{ type: 'number', path, from, to }];
  }
  if (typeof from === 'string' && typeof to === 'string') {
    return from === to ? [] : [{ type: 'text', path, from, to }];
  }
  if (Array.isArray(from) && Array.isArray(to))
    return compareLists(from as readonly Json[], to as readonly Json[], path);
  if (isStoredFile(from) && isStoredFile(to)) {
    return from.sha256 === to.sha256 ? [] : [{ type: 'file', path, from, to }];
  }
  if (isGroup(from) && isGroup(to)) return compareResults(from, to, `${path}.`);
  return [{ type: 'kind', path }];
}

function compareLists(from: readonly Json[], to: readonly Json[], path: string): Difference[] {
  if (from.length !== to.length) return [{ type: 'size', path, from: from.length, to: to.length }];
  const [before, after] = [cellsOf(from), cellsOf(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differing = names.filter((name) => !Object.is(before.get(name), after.get(name)));
  if (differing.length === 0) return [];
  const gaps = differing.flatMap((name) => gap(before.get(name), after.get(name)));
  const greatest = gaps.length > 0 ? gaps.reduce((a, b) => Math.max(a, b)) : null;
  return [{ type: 'cells', path, differing: differing.length, of: names.length, greatest }];
}

function gap(from: Json | undefined, to: Json | undefined): number[] {
  return typeof from === 'number' && typeof to === 'number' ? [Math.abs(to - from)] : [];
}

/** Every scalar within lists and rows, by its place. */
function cellsOf(value: Json, at = '', cells = new Map<string, Json>()): Map<string, Json> {
  if (value === null || typeof value !== 'object') return cells.set(at, value);
  for (const [name, item] of Object.entries(value)) cellsOf(item, `${at}/${name}`, cells);
  return cells;
}

function isGroup(value: ResultValue): value is ResultTree {
  return typeof value === 'object' && !Array.isArray(value) && !isStoredFile(value);
}
