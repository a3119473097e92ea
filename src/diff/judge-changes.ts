import type { PrintChange } from '../base/document-print.ts';
import type { Experiment, Tolerances } from '../base/experiment.ts';
import { splitResultId } from '../base/result-id.ts';
import type { VerifiedResult } from '../base/verification.ts';
import type { LockedJob } from '../lock/locked-job.ts';
import { verifyResults } from '../verify/verify-results.ts';

/** The locked results of a job on one side; null where it has none. */
export type ReadJob = (job: string) => Promise<LockedJob | null>;

/** What changes are judged by. */
export interface Judging {
  before: ReadJob;
  after: ReadJob;
  experiments: readonly Pick<Experiment, 'name' | 'shared' | 'cases'>[];
}

/**
 * The changes of numbers and figures that lie beyond what is declared of the results behind them: a number that reads
 * otherwise is within tolerance only where each of its results is the same, or within its declared tolerance; a figure
 * also where nobody could see the difference.
 */
export async function findBeyond(
  changes: readonly PrintChange[],
  judging: Judging,
): Promise<ReadonlySet<PrintChange>> {
  const judged = new Map<string, Promise<ReadonlyMap<string, VerifiedResult>>>();
  const judge = (job: string) => {
    const known = judged.get(job) ?? judgeJob(job, judging);
    judged.set(job, known);
    return known;
  };
  const beyond = new Set<PrintChange>();
  for (const change of changes) {
    if (!isMeasured(change)) continue;
    for (const id of change.results) {
      const result = (await judge(splitResultId(id).job)).get(id);
      if (!isWithin(result, change.of === 'figure')) beyond.add(change);
    }
  }
  return beyond;
}

/** Whether it is what results gave that changed. */
function isMeasured({ type, of, aspects }: PrintChange): boolean {
  if (type !== 'changed' || (of !== 'number' && of !== 'figure')) return false;
  return aspects.some(({ aspect }) => ['text', 'data', 'picture'].includes(aspect));
}

function isWithin(result: VerifiedResult | undefined, isDrawn: boolean): boolean {
  if (result?.outcome === 'exact' || result?.outcome === 'machine') return true;
  return result?.outcome === 'tolerance' && (isDrawn || result.declared === true);
}

async function judgeJob(job: string, judging: Judging): Promise<ReadonlyMap<string, VerifiedResult>> {
  const [before, after] = await Promise.all([judging.before(job), judging.after(job)]);
  if (!before || !after) return new Map();
  const results = verifyResults(before.results, after.results, after.declaration.results, {
    job,
    digits: new Map(),
    tolerance: toleranceOf(job, judging.experiments),
    readLocked: () => null,
    readNow: () => null,
  });
  return new Map(results.map((result) => [result.id, result]));
}

/** As the sources declare it now; `job` is `experiment.case#run`. */
function toleranceOf(job: string, experiments: Judging['experiments']): Tolerances {
  const [experiment, name] = (job.split('#')[0] ?? '').split('.');
  const found = experiments.find((each) => each.name === experiment);
  const given = found?.cases?.find((each) => each.name === name);
  return { ...found?.shared.tolerance, ...given?.tolerance };
}
