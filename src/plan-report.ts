import { auditReport } from './audit/audit-report.ts';
import type { PlacedLiteral } from './audit/passage.ts';
import type { Choices } from './base/choices.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import type { ParsedReport } from './base/report.ts';
import { checkWriting } from './emit/check-writing.ts';
import { checkReferences } from './fill/check-references.ts';
import { draftWriting } from './fill/draft-writing.ts';
import type { LockedPlan, LockedPlanTools } from './lock/plan-locked.ts';
import { parseReport } from './parse/parse-report.ts';
import { commandReport } from './plan/command-folder.ts';
import type { Durations } from './plan/durations.ts';
import { type Plan, planJobs, type PlanTools } from './plan/plan-jobs.ts';
import { readRuntime } from './plan/runtime.ts';
import type { Generator, Project } from './project.ts';
import type { FindStandIn } from './run/stand-in.ts';
import { suggestBindings } from './suggest-bindings.ts';

/**
 * Gives what finds the locked results of jobs that cannot run here, and reads nothing before it is asked: most builds
 * have no such job.
 */
export function standInsOf({ config, files }: Project, { root, program }: Generator): FindStandIn {
  const begin = async (): Promise<FindStandIn> => {
    const { createFindStandIn } = await import('./lock/find-stand-in.ts');
    const { createLockReader } = await import('./lock/read-locks.ts');
    const named = commandReport(root, { config, files });
    return createFindStandIn(createLockReader({ config, files, named }), await readRuntime(program));
  };
  let begun: Promise<FindStandIn> | null = null;
  return async (job, upstream) => (await (begun ??= begin()))(job, upstream);
}

/** What may be chosen of the jobs. */
export type PlanChoices = Pick<Choices, 'engine' | 'instructionSet' | 'seeds'>;

/** What everything that can be told without running any task gives: the report as written, and its jobs. */
export interface PlannedReport {
  report: ParsedReport;
  plan: Plan;
  /** Numbers that the author declared. */
  literals: readonly PlacedLiteral[];
}

/**
 * Parse and plan, with every check that needs no results; build, check, lock and jobs begin with it, so that they find
 * the same mistakes. Throws a ReportError with all diagnostics of a step.
 */
export async function planReport(
  project: Project,
  { generator, engine, instructionSet, seeds }: { generator: Generator } & PlanChoices,
): Promise<PlannedReport> {
  const report = await parseReport(project.config, project.files, project.latest);
  const { tools, warned, literals } = await findMistakes(report, project);
  const plan = await planJobs(report, project.files, {
    ...generator,
    ...project,
    engine,
    instructionSet,
    seeds,
    ...tools,
  });
  const warnings = [...plan.warnings, ...warned];
  return { report, literals, plan: { ...plan, warnings, durations: await completeDurations(plan, project) } };
}

/** What jobs took that never ran here, as they were locked: on a fresh clone the longest go first, too. */
async function completeDurations({ jobs, durations }: Plan, project: Project): Promise<Durations> {
  const unknown = jobs.filter(({ name }) => !durations.has(name));
  if (unknown.length === 0) return durations;
  const { createLockReader } = await import('./lock/read-locks.ts');
  const locked = await createLockReader({ ...project, named: null }).durations();
  const known = unknown.flatMap(({ name, bundle: { task } }) => {
    const run = locked.get(name)?.run;
    return run ? [[name, { task, seconds: run.seconds, memory: run.memory }] as const] : [];
  });
  return new Map([...known, ...durations]);
}

/** The same for a report that is to be shown as it is locked: executes nothing, and takes the results along. */
export async function planLockedReport(
  project: Project,
  generator: Generator,
  reading: Pick<LockedPlanTools, 'locks'> = {},
): Promise<LockedPlan & Pick<PlannedReport, 'report' | 'literals'>> {
  const { planLocked } = await import('./lock/plan-locked.ts');
  const report = await parseReport(project.config, project.files, project.latest);
  const { tools, warned, literals } = await findMistakes(report, project);
  const plan = await planLocked(report, project.files, { ...generator, ...project, ...tools, ...reading });
  return { report, literals, ...plan, warnings: [...plan.warnings, ...warned] };
}

/** What needs no plan to be seen. */
interface Found {
  /** Mistakes: of references, of what no output could show, and of numbers that nothing accounts for. */
  tools: Required<Pick<PlanTools, 'found' | 'describe'>>;
  /** What deserves a look. */
  warned: readonly Diagnostic[];
  literals: readonly PlacedLiteral[];
}

async function findMistakes(report: ParsedReport, project: Project): Promise<Found> {
  const { made, latest } = project;
  const found = await Promise.all([checkReferences(report, made), checkWriting(draftWriting(report), made)]);
  const { unbound, mistakes, literals, warnings } = await auditReport(report, latest);
  const describe: PlanTools['describe'] = (jobs) => suggestBindings(unbound, { report, jobs, project });
  return { tools: { found: [...found.flat(), ...mistakes], describe }, warned: warnings, literals };
}
