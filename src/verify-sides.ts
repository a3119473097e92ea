import type { FilledDocument, ParsedReport } from './base/report.ts';
import { splitResultId } from './base/result-id.ts';
import type { JobResults } from './base/results.ts';
import type { VerifiedNumber } from './base/verification.ts';
import type { Plan } from './plan/plan-jobs.ts';
import type { Project } from './project.ts';
import { beginHolding, holdJob, holdNumbers } from './verify/hold-results.ts';
import type { LockedReport } from './verify/locked-report.ts';
import type { Replayed } from './verify/replay/replay-jobs.ts';
import type { RanAnew } from './verify/run-anew.ts';
import type { VerifiedJob } from './verify/verification.ts';
import { describeJob } from './verify/verify-job.ts';
import { fillDocument, type Filling } from './verify-documents.ts';
import type { Found, Prepared, Sides } from './verify-record.ts';
import { verifyTraining } from './verify-weights.ts';

/** The jobs of a report; the report itself where it is parsed and not yet filled. */
interface Unfilled extends Pick<Plan, 'jobs'> {
  report?: ParsedReport;
}

/** No document where a job has no results at all; why, is told by the job. */
export async function fillFrom(
  results: readonly JobResults[],
  { jobs, report }: Unfilled,
  project: Project,
): Promise<Filling> {
  return results.length < jobs.length
    ? { document: null, faults: [] }
    : fillDocument(results, project, report);
}

/** What was computed; for the rest what is locked. */
export function resultsShown(
  { plan, locked }: Prepared,
  { results, standIns }: RanAnew,
  replayed: Replayed,
): readonly JobResults[] {
  const again = new Map(replayed.jobs.map(({ job, now }) => [job, now]));
  const known = new Map(locked.results.map((each) => [each.job, each]));
  return plan.jobs.flatMap(
    ({ name }) => results.get(name) ?? again.get(name) ?? standIns.get(name) ?? known.get(name) ?? [],
  );
}

/**
 * The document as it is locked. Where some jobs have no locked results that could be read, theirs of this run stand in, so
 * that all others can be held; what they go into counts as unchecked.
 */
export function fillLocked(
  { plan, locked, before }: Prepared,
  shown: readonly JobResults[],
  project: Project,
): Promise<Filling> | Filling {
  if (locked.found.size === 0 || locked.results.length === plan.jobs.length) return before;
  const known = new Map(locked.results.map((each) => [each.job, each]));
  return fillFrom(
    shown.map((each) => known.get(each.job) ?? each),
    plan,
    project,
  );
}

/** What became of each job and number: what was computed here, held against what is locked. `before`: the locked document. */
export async function compareSides(
  { prepared, ran, replayed, shown }: Sides,
  before: FilledDocument | null,
  project: Project,
): Promise<Found> {
  const { plan, training, locked } = prepared;
  const holding = beginHolding({ locked: before, now: shown.document }, locked.results);
  const jobs = plan.jobs.map((job): VerifiedJob => {
    const [known, now] = [locked.found.get(job.name), ran.results.get(job.name)];
    const again = replayed.jobs.find((each) => each.job === job.name);
    const results = known && now ? holdJob(job, known, now, holding) : (again?.results ?? []);
    return describeJob({ job, locked: known, now, results });
  });
  const numbers = holdNumbers(
    holding,
    jobs.flatMap(({ results }) => results),
  ).map((number) => withoutStandIns(number, locked));
  for (const each of training.trainings) {
    const now = ran.results.get(each.job.name);
    const results = now ? await verifyTraining(each, now, project) : [];
    jobs.push(describeJob({ job: each.job, locked: undefined, now, results }));
  }
  return { jobs, numbers };
}

/** Where this run's results stand in for locked ones, no text was locked. */
function withoutStandIns(number: VerifiedNumber, { found }: LockedReport): VerifiedNumber {
  const isLocked = number.results.every((id) => found.has(splitResultId(id).job));
  return isLocked ? number : { ...number, locked: null };
}
