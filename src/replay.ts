import type { Job } from './base/job.ts';
import { lockFolder } from './lock/lock-names.ts';
import type { LockReader } from './lock/read-locks.ts';
import { type PlannedReport, planLockedReport } from './plan-report.ts';
import type { Durations } from './plan/durations.ts';
import type { Plan } from './plan/plan-jobs.ts';
import type { Generator, Project } from './project.ts';
import { chooseQuick } from './verify/replay/choose-quick.ts';
import { type Replayed, replayJobs } from './verify/replay/replay-jobs.ts';
import type { LockedReport } from './verify/locked-report.ts';

/** What a replay does: jobs that need no tensor library run, of the others what follows from locked files is computed. */
export interface ReplayPlan extends Pick<PlannedReport, 'report' | 'literals'> {
  plan: Plan;
  /** To be run. */
  quick: readonly Job[];
}

/**
 * Plans a replay from what is locked, so that no engine need be at hand. Throws a ReportError where locked results are missing,
 * damaged, or not those of the report's code, parameters, data and inputs.
 */
export async function planReplay(
  project: Project,
  generator: Generator,
  locks: LockReader,
): Promise<ReplayPlan> {
  const { report, literals, jobs, warnings } = await planLockedReport(project, generator, { locks });
  const timed = await locks.durations();
  const durations: Durations = new Map(
    jobs.flatMap(({ name, bundle: { task } }) => {
      const run = timed.get(name)?.run;
      return run ? [[name, { task, seconds: run.seconds, memory: run.memory }] as const] : [];
    }),
  );
  const quick = chooseQuick(jobs, (job) => durations.get(job)?.seconds ?? null);
  return { report, literals, plan: { jobs, idle: [], durations, warnings }, quick };
}

/** Computes again what follows from locked files, of all jobs that are not run. */
export function replayLocked(
  { plan, quick }: Pick<ReplayPlan, 'plan' | 'quick'>,
  { locked, named }: { locked: LockedReport; named: string | null },
  { project, generator, signal }: { project: Project; generator: Generator; signal: AbortSignal },
): Promise<Replayed> {
  const others = plan.jobs.filter((job) => !quick.includes(job));
  const folder = lockFolder(project.config);
  return replayJobs(others, locked.results, { ...generator, ...project, folder, named, signal });
}
