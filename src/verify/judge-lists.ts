import type { MatrixSpec, ScalarSpec, SeriesSpec, TableSpec } from '../base/kinds.ts';
import * as messages from '../base/messages/tolerance.ts';
import type { Cell, ResultValue, Row } from '../base/results.ts';
import { isList, rowsOf } from './columns.ts';
import { different, exact, ofMachine, type Judgement } from './judgement.ts';
import type { MetricRule } from './judge-metric.ts';
import { judgeScalar } from './judge-scalar.ts';

/** Gives the rule for the metrics of a column; of anything but a table under the empty name. */
export type RuleOf = (column: string) => MetricRule;

/** A cell, judged, and where it stands, in words. */
interface JudgedCell {
  judged: Judgement;
  where: () => string;
}

/** Judges a list element by element; another length is a difference. */
export function judgeSeries(
  spec: SeriesSpec,
  locked: ResultValue,
  now: ResultValue,
  ruleOf: RuleOf,
): Judgement {
  if (!isList(locked) || !isList(now)) return different(messages.otherKind());
  if (locked.length !== now.length) {
    return different(messages.otherSize('elements', locked.length, now.length));
  }
  const judged = locked.map((cell, index): JudgedCell => {
    return {
      judged: judgeCell(spec.of, [cell, now[index]], '', ruleOf),
      where: () => messages.inElement(index),
    };
  });
  return combine(judged);
}

/** Judges a matrix cell by cell; another shape is a difference. */
export function judgeMatrix(
  spec: MatrixSpec,
  locked: ResultValue,
  now: ResultValue,
  ruleOf: RuleOf,
): Judgement {
  if (!isList(locked) || !isList(now)) return different(messages.otherKind());
  const [before, after] = [locked.map(listOf), now.map(listOf)];
  const [shape, other] = [shapeOf(before), shapeOf(after)];
  if (shape !== other) return different(messages.otherShape(shape, other));
  const judged = before.flatMap((row, index) =>
    row.map((cell, column): JudgedCell => {
      const pair = [cell, after[index]?.[column]] as const;
      return { judged: judgeCell(spec.of, pair, '', ruleOf), where: () => messages.inMatrix(index, column) };
    }),
  );
  return combine(judged);
}

/**
 * Judges a table cell by cell, each by the kind of its column. Another number of rows, or other texts or counts in a row
 * are differences, whatever the metrics: another order is told as such.
 */
export function judgeTable(
  spec: TableSpec,
  locked: ResultValue,
  now: ResultValue,
  ruleOf: RuleOf,
): Judgement {
  const [before, after] = [rowsOf(locked), rowsOf(now)];
  if (before.length !== after.length)
    return different(messages.otherSize('rows', before.length, after.length));
  const moved = findMoved(spec, before, after);
  if (moved !== null) return different(messages.otherOrder(moved + 1));
  const label = Object.keys(spec.columns).find((name) => spec.columns[name]?.kind === 'text');
  const judged = before.flatMap((row, index) =>
    Object.entries(spec.columns).map(([name, column]): JudgedCell => {
      const pair = [row[name] ?? null, after[index]?.[name] ?? null] as const;
      const title = label === undefined || label === name ? null : String(row[label] ?? '');
      return {
        judged: judgeCell(column, pair, name, ruleOf),
        where: () => messages.inRow(index, name, title),
      };
    }),
  );
  return combine(judged);
}

function judgeCell(
  spec: ScalarSpec,
  [locked, now]: readonly [unknown, unknown],
  column: string,
  ruleOf: RuleOf,
): Judgement {
  if (!isCell(locked) || !isCell(now)) return different(messages.otherKind());
  return judgeScalar(spec, locked, now, () => ruleOf(column));
}

/** The worst of all: a difference, else what a tolerance covers; the machine's where all is. */
function combine(cells: readonly JudgedCell[]): Judgement {
  const differing = cells.filter(({ judged }) => judged.outcome === 'different');
  const open =
    differing.length > 0 ? differing : cells.filter(({ judged }) => judged.outcome === 'tolerance');
  const [first, ...others] = open;
  if (!first) {
    const isTimed = cells.length > 0 && cells.every(({ judged }) => judged.outcome === 'machine');
    return isTimed ? ofMachine : exact;
  }
  const worst = others.reduce((most, each) => (each.judged.gap > most.judged.gap ? each : most), first);
  const words = { where: worst.where(), words: worst.judged.words ?? '' };
  return {
    ...worst.judged,
    words: messages.cellsDiffer(open.length, cells.length, words),
    declared: open.some(({ judged }) => judged.declared),
  };
}

/** The first row that stands elsewhere in a table of the same rows, told by its texts and counts; null where none does. */
function findMoved({ columns }: TableSpec, locked: readonly Row[], now: readonly Row[]): number | null {
  const names = Object.keys(columns).filter((name) => /^(text|count)$/.test(columns[name]?.kind ?? ''));
  const keyOf = (row: Row): string => JSON.stringify(names.map((name) => row[name] ?? null));
  const [before, after] = [locked.map(keyOf), now.map(keyOf)];
  const first = before.findIndex((key, index) => key !== after[index]);
  if (first === -1) return null;
  const isSame = [...before].sort().join('\n') === [...after].sort().join('\n');
  return isSame ? first : null;
}

function listOf(value: unknown): readonly unknown[] {
  return isList(value) ? value : [value];
}

function shapeOf(rows: readonly (readonly unknown[])[]): string {
  const widths = [...new Set(rows.map((row) => row.length))];
  return `${rows.length} × ${widths.join('/') || '0'}`;
}

function isCell(value: unknown): value is Cell {
  return value === null || typeof value === 'number' || typeof value === 'string';
}
