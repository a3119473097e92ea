import { listShown, type Shown } from '../base/origins.ts';
import * as messages from '../base/messages/spread.ts';
import { resultId, splitResultId } from '../base/result-id.ts';
import type { FilledDocument } from '../base/report.ts';
import type { JobResults } from '../base/results.ts';
import { cellsOfColumn } from './columns.ts';
import { findShownDigits, type ShownDigits } from './find-shown-digits.ts';
import { readStored } from './hold-results.ts';
import { listLeaves, valueAt } from './leaves.ts';
import { type MeasuredSpread, measureSpread } from './measure-spread.ts';
import { proposeTolerance, unitOf } from './propose-tolerances.ts';
import { verifyResults } from './verify-results.ts';

/** Results of one way of running, and the document that they fill; null where they do not. */
export interface SpreadSide {
  /** `AVX2`, `fallback` */
  name: string;
  results: ReadonlyMap<string, JobResults>;
  document: FilledDocument | null;
}

/** What was measured of a job, and the tolerances that it takes to verify it anywhere. */
export interface JobMeasure {
  job: string;
  runs: readonly string[];
  measured: MeasuredSpread;
  proposed: readonly { path: string; within: number }[];
}

/** Measures each job that ran in another way too; tolerances are proposed for what the digits shown do not cover. */
export function describeSpread(base: SpreadSide, others: readonly SpreadSide[]): JobMeasure[] {
  const known = [...base.results.values()];
  const before = base.document ? listShown(base.document) : [];
  const sides = others.map((side) => ({ side, digits: digitsOf(before, side, known) }));
  return known.flatMap((job): JobMeasure[] => {
    const runs = sides.filter(({ side }) => side.results.has(job.job));
    if (runs.length === 0) return [];
    const all = [base, ...runs.map(({ side }) => side)].flatMap((side) => {
      const found = side.results.get(job.job);
      return found ? [{ name: nameOf(side.name, found), found }] : [];
    });
    const measured = measureSpread(
      job.specs,
      all.map(({ name, found }) => ({
        name,
        results: found.results,
        read: (file) => readStored(found.folder, file),
      })),
    );
    const uncovered = new Set(runs.flatMap(({ side, digits }) => findUncovered(job, side, digits)));
    const proposed = proposeFor(job, measured, { uncovered, digits: sides[0]?.digits ?? new Map() });
    return [{ job: job.job, runs: all.map(({ name }) => name), measured, proposed }];
  });
}

function digitsOf(
  before: readonly Shown[],
  { document }: SpreadSide,
  jobs: readonly JobResults[],
): ShownDigits {
  return document ? findShownDigits({ locked: before, now: listShown(document), jobs }) : new Map();
}

/** A fallback is another engine for each job. */
function nameOf(side: string, { engine }: JobResults): string {
  return side === 'fallback' ? engine.title : side;
}

/** Paths of results that would be a difference without a tolerance. */
function findUncovered(job: JobResults, side: SpreadSide, digits: ShownDigits): string[] {
  const now = side.results.get(job.job);
  if (!now) return [];
  const verified = verifyResults(job.results, now.results, job.specs, {
    job: job.job,
    digits,
    tolerance: {},
    readLocked: (file) => readStored(job.folder, file),
    readNow: (file) => readStored(now.folder, file),
  });
  return verified.flatMap(({ id, outcome }) => (outcome === 'different' ? [splitResultId(id).path] : []));
}

function proposeFor(
  job: JobResults,
  { spread, unlike }: MeasuredSpread,
  { uncovered, digits }: { uncovered: ReadonlySet<string>; digits: ShownDigits },
): { path: string; within: number }[] {
  return listLeaves(job.specs).flatMap(([path, spec]) => {
    if (!uncovered.has(path)) return [];
    const columns = spec.kind === 'table' ? Object.keys(spec.columns) : [''];
    return columns.flatMap((column) => {
      const at = column === '' ? path : `${path}.${column}`;
      const value = valueAt(job.results, path);
      const largest = (value === undefined ? null : cellsOfColumn(spec, value, column))?.cells[0] ?? 0;
      const views = digits.get(resultId(job.job, path))?.views.get(column) ?? [];
      const units = views.flatMap((view) => unitOf(view, largest) ?? []);
      const unit = units.length > 0 ? Math.min(...units) : null;
      const within = unlike.includes(at) ? null : proposeTolerance(spread[at] ?? 0, unit);
      return within === null ? [] : [{ path: at, within }];
    });
  });
}

/** What was measured, for a terminal: a job a paragraph; `trained` are the jobs whose tolerance stands in a manifest of weights. */
export function tellSpread(measures: readonly JobMeasure[], trained: ReadonlySet<string>): string[] {
  return measures.flatMap(({ job, runs, measured: { spread, unlike }, proposed }) => {
    const off = Object.entries(spread).filter(([, gap]) => gap > 0);
    const isSame = off.length === 0 && unlike.length === 0;
    return [
      messages.measuredUnder(job, runs, isSame),
      ...off.map(([path, gap]) => messages.spreadOf(path, gap)),
      ...unlike.map(messages.isUnlike),
      ...(trained.has(job) ? proposed.map(messages.proposalOfWeights) : proposalOf(proposed)),
    ];
  });
}

function proposalOf(proposed: JobMeasure['proposed']): string[] {
  return proposed.length > 0 ? [messages.proposal(proposed)] : [];
}
