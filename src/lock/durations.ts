import type { ResultSpec, ResultSpecs, TableSpec } from '../base/kinds.ts';
import type { Cell, ResultTree, ResultValue, Row } from '../base/results.ts';

/** Path of a duration among a job's results (`train.seconds`, `history.seconds` for a column) -> seconds, a list for lists and columns. */
export interface DurationValues {
  readonly [path: string]: number | readonly Cell[];
}

/** Results without what is the machine's, names and columns in the order of the declaration; and what was taken out. */
export interface SplitResults {
  results: ResultTree;
  durations: DurationValues;
}

/** Takes the durations out of a job's results, also out of groups, lists and tables. */
export function splitDurations(results: ResultTree, specs: ResultSpecs, path = ''): SplitResults {
  const kept: Record<string, ResultValue> = {};
  const durations: Record<string, number | readonly Cell[]> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = results[name];
    if (value === undefined) continue;
    const split = splitResult(value, spec, `${path}${name}`);
    if (split.value !== null) kept[name] = split.value;
    Object.assign(durations, split.durations);
  }
  return { results: kept, durations };
}

interface SplitResult {
  /** Null where the whole of it is a duration. */
  value: ResultValue | null;
  durations: DurationValues;
}

function splitResult(value: ResultValue, spec: ResultSpec, path: string): SplitResult {
  if (isTimed(spec)) return { value: null, durations: { [path]: value as number | readonly Cell[] } };
  if (spec.kind === 'table') return splitTable(value as readonly Row[], spec, path);
  if (spec.kind !== 'group') return { value, durations: {} };
  const { results, durations } = splitDurations(value as ResultTree, spec.results, `${path}.`);
  return { value: results, durations };
}

function splitTable(rows: readonly Row[], { columns }: TableSpec, path: string): SplitResult {
  const [timed, others] = [timedColumns(columns), otherColumns(columns)];
  const value = rows.map((row) => Object.fromEntries(others.map((name) => [name, row[name] ?? null])));
  const durations = timed.map((name) => [`${path}.${name}`, rows.map((row) => row[name] ?? null)] as const);
  return { value, durations: Object.fromEntries(durations) };
}

/** Puts durations back where they were taken out; null where some are missing, or more or fewer than a table has rows. */
export function joinDurations(
  results: ResultTree,
  durations: DurationValues,
  specs: ResultSpecs,
  path = '',
): ResultTree | null {
  const joined: Record<string, ResultValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = joinResult(results[name], spec, durations, `${path}${name}`);
    if (value === null) return null;
    joined[name] = value;
  }
  return joined;
}

function joinResult(
  value: ResultValue | undefined,
  spec: ResultSpec,
  durations: DurationValues,
  path: string,
): ResultValue | null {
  if (isTimed(spec)) return (durations[path] as ResultValue | undefined) ?? null;
  if (value === undefined) return null;
  if (spec.kind === 'group') return joinDurations(value as ResultTree, durations, spec.results, `${path}.`);
  return spec.kind === 'table' ? joinTable(value as readonly Row[], spec, durations, path) : value;
}

function joinTable(
  rows: readonly Row[],
  { columns }: TableSpec,
  durations: DurationValues,
  path: string,
): readonly Row[] | null {
  const timed = new Map<string, readonly Cell[]>();
  for (const name of timedColumns(columns)) {
    const cells = durations[`${path}.${name}`];
    if (!Array.isArray(cells) || cells.length !== rows.length) return null;
    timed.set(name, cells as readonly Cell[]);
  }
  if (timed.size === 0) return rows;
  const names = Object.keys(columns);
  return rows.map((row, index) =>
    Object.fromEntries(names.map((name) => [name, timed.get(name)?.[index] ?? row[name] ?? null])),
  );
}

/** Whether all of a result is a duration: itself, or every element of a list. */
function isTimed(spec: ResultSpec): boolean {
  return spec.kind === 'duration' || (spec.kind === 'series' && spec.of.kind === 'duration');
}

function timedColumns(columns: TableSpec['columns']): string[] {
  return Object.keys(columns).filter((name) => columns[name]?.kind === 'duration');
}

function otherColumns(columns: TableSpec['columns']): string[] {
  return Object.keys(columns).filter((name) => columns[name]?.kind !== 'duration');
}
