import type { GroupSpec, ResultSpec, ResultSpecs } from '../base/kinds.ts';
import type { ResultTree, ResultValue, StoredFile } from '../base/results.ts';
import { isStoredFile } from '../run/input-value.ts';
import { isList, rowsOf } from './columns.ts';
import { pictureGap, weightsGap } from './judge-files.ts';
import { listLeaves, valueAt } from './leaves.ts';

/** What a job gave under one instruction set or engine. */
export interface SpreadRun {
  /** `AVX2`, `TensorFlow.js WebAssembly 4.22.0` */
  name: string;
  results: ResultTree;
  /** Bytes of a picture or file; null where they are not here. */
  read: (file: StoredFile) => Uint8Array | null;
}

/** How far results lie apart. */
export interface MeasuredSpread {
  /** Path of a metric (of a table with the column), picture or weights -> the largest absolute difference between any two runs. */
  spread: { readonly [path: string]: number };
  /** What no tolerance can cover: counts, texts, sizes, files that are others in some run. */
  unlike: readonly string[];
}

/** The largest differences between any two of some runs of a job. */
export function measureSpread(specs: ResultSpecs, runs: readonly SpreadRun[]): MeasuredSpread {
  const spread = new Map<string, number>();
  const unlike = new Set<string>();
  const gaps = listLeaves(specs).flatMap(([path, spec]) =>
    pairsOf(runs).flatMap((pair) => gapsOf(spec, pair, path)),
  );
  for (const { at, gap } of gaps) {
    if (gap === null) unlike.add(at);
    else spread.set(at, Math.max(spread.get(at) ?? 0, gap));
  }
  return { spread: Object.fromEntries(spread), unlike: [...unlike] };
}

function pairsOf(runs: readonly SpreadRun[]): (readonly [SpreadRun, SpreadRun])[] {
  return runs.flatMap((a, index) => runs.slice(index + 1).map((b) => [a, b] as const));
}

/** How far one result, or a column, lies apart; null where that is no number. */
interface Gap {
  at: string;
  gap: number | null;
}

function gapsOf(
  spec: Exclude<ResultSpec, GroupSpec>,
  [a, b]: readonly [SpreadRun, SpreadRun],
  path: string,
): Gap[] {
  const [one, other] = [valueAt(a.results, path), valueAt(b.results, path)];
  if (one === undefined || other === undefined) return [{ at: path, gap: null }];
  switch (spec.kind) {
    case 'image':
    case 'file':
      return fileGaps(spec, [one, other], { path, runs: [a, b] });
    case 'table':
      return Object.entries(spec.columns).flatMap(([name, column]) => {
        const cells = [one, other].map((value) => rowsOf(value).map((row) => row[name] ?? null));
        return cellGaps(column.kind, cells[0], cells[1], `${path}.${name}`);
      });
    case 'series':
    case 'matrix':
      return cellGaps(spec.of.kind, one, other, path);
    default:
      return cellGaps(spec.kind, one, other, path);
  }
}

/** Durations are the machine's, and have no spread; other kinds than metrics must be equal. */
function cellGaps(kind: string, a: unknown, b: unknown, at: string): Gap[] {
  if (kind === 'duration') return [];
  const gap = greatest(a, b);
  if (kind === 'metric') return [{ at, gap: Number.isFinite(gap) ? gap : null }];
  return gap === 0 ? [] : [{ at, gap: null }];
}

/** Infinity for what is no pair of numbers and not the same. */
function greatest(a: unknown, b: unknown): number {
  if (Object.is(a, b)) return 0;
  if (isList(a) && isList(b)) {
    return a.reduce(
      (most: number, each, index) => Math.max(most, greatest(each, b[index])),
      a.length === b.length ? 0 : Infinity,
    );
  }
  if (typeof a !== 'number' || typeof b !== 'number') return Infinity;
  const gap = Math.abs(a - b);
  return Number.isNaN(gap) ? Infinity : gap;
}

function fileGaps(
  spec: ResultSpec,
  [a, b]: readonly [ResultValue, ResultValue],
  { path, runs }: { path: string; runs: readonly [SpreadRun, SpreadRun] },
): Gap[] {
  if (!isStoredFile(a) || !isStoredFile(b)) return [{ at: path, gap: null }];
  if (a.sha256 === b.sha256) return [{ at: path, gap: 0 }];
  const contents = [
    { stored: a, bytes: runs[0].read(a) },
    { stored: b, bytes: runs[1].read(b) },
  ] as const;
  return [{ at: path, gap: spec.kind === 'image' ? pictureGap(...contents) : weightsGap(...contents) }];
}
