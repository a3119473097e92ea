import type { Diagnostic } from './base/diagnostic.ts';
import type { ParsedReport } from './base/report.ts';
import type { EngineName } from './base/results.ts';
import { checkWriting } from './emit/check-writing.ts';
import { checkReferences } from './fill/check-references.ts';
import { draftWriting } from './fill/draft-writing.ts';
import type { LockedPlan } from './lock/plan-locked.ts';
import { parseReport } from './parse/parse-report.ts';
import { type Plan, planJobs } from './plan/plan-jobs.ts';
import type { Generator, Project } from './project.ts';

/** What everything that can be told without running any task gives: the report as written, and its jobs. */
export interface PlannedReport {
  report: ParsedReport;
  plan: Plan;
}

/**
 * Parse and plan, with every check that needs no results; build, check, lock and jobs begin with it, so that they find
 * the same mistakes. Throws a ReportError with all diagnostics of a step.
 */
export async function planReport(
  project: Project,
  options: { generator: Generator; engine: EngineName | null },
): Promise<PlannedReport> {
  const report = await parseReport(project.config, project.files, project.latest);
  const plan = await planJobs(report, project.files, {
    ...options.generator,
    ...project,
    engine: options.engine,
    found: await findMistakes(report, project),
  });
  return { report, plan };
}

/** The same for a report that is to be shown as it is locked: executes nothing, and takes the results along. */
export async function planLockedReport(
  project: Project,
  generator: Generator,
): Promise<LockedPlan & { report: ParsedReport }> {
  const { planLocked } = await import('./lock/plan-locked.ts');
  const report = await parseReport(project.config, project.files, project.latest);
  const found = await findMistakes(report, project);
  const plan = await planLocked(report, project.files, { ...generator, ...project, found });
  return { report, ...plan };
}

/** Mistakes that need no plan to be seen: of references, and of what no output could show. */
async function findMistakes(report: ParsedReport, { made }: Project): Promise<readonly Diagnostic[]> {
  const found = await Promise.all([checkReferences(report, made), checkWriting(draftWriting(report), made)]);
  return found.flat();
}
