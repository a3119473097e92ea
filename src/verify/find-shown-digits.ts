import type { ResultSpec, ScalarSpec } from '../base/kinds.ts';
import type { Shown } from '../base/origins.ts';
import { splitResultId } from '../base/result-id.ts';
import type { JobResults, ResultValue } from '../base/results.ts';
import { specAt } from '../plan/job-inputs.ts';
import { resultAt } from '../run/input-value.ts';
import { cellsOfColumn, type ColumnCells } from './columns.ts';
import { pairShown, type ShownPair } from './pair-shown.ts';
import { createViewFinder, type View, type ViewFinder } from './views.ts';

/** How the document prints a result, or what it makes of it. */
export interface ShownResult {
  /** Of a table: by column; of anything else under the empty name. */
  views: ReadonlyMap<string, readonly View[]>;
  /** Numbers that it goes into together with others, or by a formula; `columns` are null where that may be any. */
  behind: readonly Behind[];
}

export interface Behind {
  columns: readonly string[] | null;
  locked: string;
  now: string;
}

/** Result, by `result-id.ts` -> how it is shown; results that nothing prints are missing. */
export type ShownDigits = ReadonlyMap<string, ShownResult>;

/** What the digits are found in: what both documents show, and the locked results that stand in the one. */
export interface ShownDocuments {
  /** By `listShown`, of the document filled from the locked results and from those of this run. */
  locked: readonly Shown[];
  now: readonly Shown[];
  /** The locked results. */
  jobs: readonly Pick<JobResults, 'job' | 'results' | 'specs'>[];
}

/**
 * Which digits of each result a document shows, everywhere: in prose, tables and mathematics. A number that is a result
 * (or a cell of it), or 100 times it, or 1 minus it, shows it directly, and the result must print the same there; other
 * numbers are what it goes into.
 */
export function findShownDigits(documents: ShownDocuments): ShownDigits {
  const found = new Map<string, { views: Map<string, View[]>; behind: Behind[] }>();
  const tools = { jobs: new Map(documents.jobs.map((job) => [job.job, job])), views: createViewFinder() };
  for (const pair of pairShown(documents.locked, documents.now)) {
    for (const id of numbersBehind(pair)) {
      const shown = found.get(id) ?? { views: new Map<string, View[]>(), behind: [] };
      found.set(id, shown);
      const seen = findViews(pair, id, tools);
      for (const { column, view } of seen.views) addView(shown.views, column, view);
      if (seen.behind) shown.behind.push(seen.behind);
    }
  }
  return found;
}

interface Tools {
  jobs: ReadonlyMap<string, ShownDocuments['jobs'][number]>;
  views: ViewFinder;
}

/** Results of what is printed as a number, or as numbers; words and figures show no digits. */
function numbersBehind({ locked }: ShownPair): readonly string[] {
  if (!locked || locked.as === 'figure' || locked.origin.timed) return [];
  const { value, results } = locked.origin;
  return typeof value === 'number' || (value === null && locked.as === 'mathematics') ? results : [];
}

interface Seen {
  views: readonly { column: string; view: View }[];
  behind: Behind | null;
}

function findViews(pair: ShownPair, id: string, { jobs, views }: Tools): Seen {
  const { job, path } = splitResultId(id);
  const found = jobs.get(job);
  const spec = found && specAt(found.specs, path.split('.'));
  const value = found && resultAt(found.results, path.split('.'));
  const { locked, now } = pair;
  if (!spec || value === null || value === undefined || !locked) return { views: [], behind: null };
  const columns = cellsOfColumns(spec, value, locked.origin.expression);
  const direct = locked.origin.results.length === 1 ? viewsOf(locked, columns, views) : [];
  if (direct.length > 0) return { views: direct, behind: null };
  const named =
    columns.length === Object.keys(specColumns(spec)).length ? null : columns.map(({ name }) => name);
  const [before, after] = [textOf(locked), now && textOf(now)];
  return { views: [], behind: before === null ? null : { columns: named, locked: before, now: after ?? '' } };
}

/** A whole matrix in mathematics shows every cell of it. */
function viewsOf(shown: Shown, columns: readonly ColumnCells[], views: ViewFinder): Seen['views'] {
  const { value, format } = shown.origin;
  return columns.flatMap(({ name, spec, cells }) => {
    if (spec.kind === 'text') return [];
    const own = format ?? ('format' in spec ? spec.format : undefined) ?? ',';
    if (value === null) return [{ column: name, view: views.plain(own) }];
    if (typeof value !== 'number') return [];
    const view = views.find(cells, value, (scale) => (scale === 'x' ? own : (format ?? ',')));
    return view ? [{ column: name, view }] : [];
  });
}

/** Cells of a result by column, of a table those that the expression names if it names any. */
function cellsOfColumns(spec: ResultSpec, value: ResultValue, expression: string): readonly ColumnCells[] {
  const names = Object.keys(specColumns(spec));
  const words = new Set(expression.match(/[a-z][a-z0-9_]*/g));
  const named = names.filter((name) => words.has(name));
  return (named.length > 0 ? named : names).flatMap((name) => cellsOfColumn(spec, value, name) ?? []);
}

function specColumns(spec: ResultSpec): { readonly [column: string]: ScalarSpec | ResultSpec } {
  return spec.kind === 'table' ? spec.columns : { '': spec };
}

/** What is printed, in mathematics as TeX. */
function textOf({ text, origin }: Shown): string | null {
  return text ?? origin.printed ?? null;
}

function addView(views: Map<string, View[]>, column: string, view: View): void {
  const known = views.get(column) ?? [];
  views.set(column, known);
  if (!known.some(({ scale, format }) => scale === view.scale && format === view.format)) known.push(view);
}
