import * as messages from './base/messages/check.ts';
import type { EngineName } from './base/results.ts';
import { planLockedReport, planReport } from './plan-report.ts';
import { type Generator, openProject } from './project.ts';
import { examineJobs } from './run/why.ts';

export interface CheckOptions {
  generator: Generator;
  engine: EngineName | null;
  /** Execute nothing, not even a declaration: the locked results must fit. */
  frozen: boolean;
}

/**
 * Everything that can be told of a report without running a job; gives a sentence. Throws a ReportError with all
 * mistakes, the very ones that a build would find.
 */
export async function checkReport(folder: string, options: CheckOptions): Promise<string> {
  const project = await openProject(folder, options.generator);
  if (options.frozen) {
    const { report, jobs } = await planLockedReport(project, options.generator);
    return messages.noMistakes({ ...countsOf(report), jobs: jobs.length, wouldRun: null });
  }
  const { report, plan } = await planReport(project, options);
  const states = [...(await examineJobs(plan, project.cache)).values()];
  const wouldRun = states.filter(({ entry }) => !entry).length;
  return messages.noMistakes({ ...countsOf(report), jobs: plan.jobs.length, wouldRun });
}

function countsOf(report: {
  sources: readonly unknown[];
  experiments: readonly unknown[];
}): Pick<messages.Checked, 'sources' | 'experiments'> {
  return { sources: report.sources.length, experiments: report.experiments.length };
}
