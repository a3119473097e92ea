import {
  count,
  duration,
  matrix,
  metric,
  series,
  table,
  text,
  type ResultSpecs,
} from '../../src/base/kinds.ts';
import { listShown } from '../../src/base/origins.ts';
import type { JobResults, ResultTree } from '../../src/base/results.ts';
import { recordPrint } from '../../src/print/record-print.ts';
import { findShownDigits } from '../../src/verify/find-shown-digits.ts';
import { verifyNumbers } from '../../src/verify/verify-numbers.ts';
import { verifyResults } from '../../src/verify/verify-results.ts';
import { fillFiles, sums } from '../fill/report-of.ts';
import { within } from './verify-one.ts';

export const specs: ResultSpecs = {
  f1: metric({ format: '.3f' }),
  loss: metric({ format: '.3f' }),
  n: count(),
  took: duration(),
  name: text(),
  history: table({ epoch: count(), loss: metric({ format: '.2f' }), f1: metric({ format: '.2f' }) }),
  curve: series(metric({ format: '.1f' })),
  mixing: matrix(metric({ format: '.2f' })),
};

export const results = {
  f1: 0.8712,
  loss: 0.5,
  n: 41,
  took: 2,
  name: 'walking',
  history: [
    { epoch: 1, loss: 0.91, f1: 0.71 },
    { epoch: 2, loss: 0.52, f1: 0.84 },
  ],
  curve: [1, 2, 3],
  mixing: [
    [0.91, 0.09],
    [0.22, 0.78],
  ],
};
export type Results = typeof results;

export const declaration =
  ':::experiment{#mlp task=train}\n```yaml\ncases:\n  a: {label: Narrow}\n  b: {label: Wide}\n```\n:::\n';

export function jobs(a: Partial<Results>, b: Partial<Results> = {}): JobResults[] {
  const of = (name: string, label: string, tree: ResultTree): JobResults =>
    sums({
      job: `mlp.${name}`,
      experiment: 'mlp',
      case: name,
      label,
      results: tree,
      specs,
      given: { width: 8 },
    });
  return [of('a', 'Narrow', { ...results, ...a }), of('b', 'Wide', { ...results, f1: 0.7, ...b })];
}

export interface Run {
  a?: Partial<Results>;
  b?: Partial<Results>;
  /** Jobs that were computed anew. */
  computed?: readonly string[];
  tolerance?: number;
}

/** What a verification finds of each number of a document whose locked results are `results`. */
export async function verify(source: string, { a = {}, b = {}, computed, tolerance }: Run) {
  const [locked, now] = [jobs({}), jobs(a, b)];
  const [before, after] = await Promise.all(
    [locked, now].map((each) => fillFiles({ '01.md': `${declaration}\n${source}\n` }, each)),
  );
  const shown = { locked: listShown(before!), now: listShown(after!), jobs: locked };
  const digits = findShownDigits(shown);
  const verified = now.flatMap((job, index) => {
    if (computed?.includes(job.job) === false) return [];
    const rules = {
      job: job.job,
      digits,
      tolerance: tolerance === undefined ? {} : { f1: within(tolerance) },
      readLocked: () => null,
      readNow: () => null,
    };
    return verifyResults(locked[index]!.results, job.results, specs, rules);
  });
  const print = recordPrint(after!, new Map());
  return { verified, numbers: verifyNumbers({ locked: before!, now: after!, results: verified, print }) };
}

export const outcomes = async (source: string, run: Run) =>
  (await verify(source, run)).numbers.map(({ outcome }) => outcome);
