import { findBoundLiterals } from './audit/bound-literals.ts';
import type { Choices } from './base/choices.ts';
import { type Diagnostic, stopOnDiagnostics } from './base/diagnostic.ts';
import type { Job } from './base/job.ts';
import * as messages from './base/messages/check.ts';
import { fillReport } from './fill/fill-report.ts';
import { commandReport } from './plan/command-folder.ts';
import { groupChanges, whatChanged } from './print/describe-changes.ts';
import { isDifference } from './print/is-difference.ts';
import { compareWithLockedPrint } from './print-report.ts';
import { planLockedReport, planReport, standInsOf } from './plan-report.ts';
import type { ParsedReport } from './base/report.ts';
import type { JobResults } from './base/results.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { describeResults } from './run/job-results.ts';
import { examineJobs, findUnable, standInOf } from './run/examine-jobs.ts';

export interface CheckOptions extends Choices {
  generator: Generator;
  /** Execute nothing, not even a declaration: the locked results must fit. */
  frozen: boolean;
  /** Take what deserves a look for a mistake. */
  strict: boolean;
}

/** What a check found in order. */
export interface CheckedReport {
  /** The sentence that says so. */
  said: string;
  /** What deserves a look and stops nothing. */
  warnings: readonly Diagnostic[];
}

/**
 * Everything that can be told of a report without running a job. Throws a ReportError with all mistakes, the very ones
 * that a build would find.
 */
export async function checkReport(folder: string, options: CheckOptions): Promise<CheckedReport> {
  const project = await openProject(folder, options.generator, options);
  if (options.frozen) {
    const {
      report,
      jobs,
      results,
      literals,
      warnings: found,
    } = await planLockedReport(project, options.generator);
    stopOnDiagnostics(findBoundLiterals(literals, report, results));
    await checkTolerances(report, jobs, { project, options });
    const warnings = [...found, ...(await findEdited(report, results, project, options.generator))];
    if (options.strict) stopOnDiagnostics(warnings);
    const counts = { jobs: jobs.length, wouldRun: null, locked: jobs.length };
    return { said: messages.noMistakes({ ...countsOf(report), ...counts }), warnings };
  }
  const { report, plan, literals } = await planReport(project, options);
  await checkTolerances(report, plan.jobs, { project, options });
  const findStandIn = standInsOf(project, options.generator);
  const states = await examineJobs(plan, { cache: project.cache, findStandIn });
  const results = plan.jobs.flatMap((job) => {
    const entry = states.get(job.name)?.entry;
    return entry ? [describeResults(job, entry)] : [];
  });
  stopOnDiagnostics([
    ...findUnable(plan, states),
    ...findBoundLiterals(literals, report, results),
    ...(options.strict ? plan.warnings : []),
  ]);
  const open = [...states.values()].filter(({ entry }) => !entry);
  const locked = open.filter((state) => standInOf(state)).length;
  const counts = { jobs: plan.jobs.length, wouldRun: open.length - locked, locked };
  return { said: messages.noMistakes({ ...countsOf(report), ...counts }), warnings: plan.warnings };
}

/** What the document shows otherwise than was locked, though no result did change. */
async function findEdited(
  report: ParsedReport,
  results: readonly JobResults[],
  project: Project,
  { root }: Generator,
): Promise<readonly Diagnostic[]> {
  const document = await fillReport(report, results, project.made, { keepGoing: true });
  const { changes, faults } = await compareWithLockedPrint(document, project, commandReport(root, project));
  const edited = groupChanges(changes.filter(isDifference)).map(({ change }) => ({
    rule: 'print-is-as-locked',
    place: change.place,
    message: messages.printIsAnother(change.sentence),
    details: whatChanged(change),
  }));
  return [...faults, ...edited];
}

/** Tolerances wider than what was measured, and manifests of weights that do not say how these were made. */
async function checkTolerances(
  { experiments, config }: ParsedReport,
  jobs: readonly Job[],
  { project, options }: { project: Project; options: CheckOptions },
): Promise<void> {
  const { generator, frozen } = options;
  const { checkSpread } = await import('./verify/check-spread.ts');
  const { readTolerances } = await import('./weights-tolerances.ts');
  const { tolerances: weights, faults } = await readTolerances(project, frozen ? null : generator);
  const named = commandReport(generator.root, project);
  const wide = await checkSpread({ config, experiments, jobs, weights, named }, project.files);
  stopOnDiagnostics([...faults, ...wide]);
}

function countsOf(report: {
  sources: readonly unknown[];
  experiments: readonly unknown[];
}): Pick<messages.Checked, 'sources' | 'experiments'> {
  return { sources: report.sources.length, experiments: report.experiments.length };
}
