import { describeUnbound, type UnboundNumber } from './audit/audit-numbers.ts';
import { createFitBindings, type FitBindings } from './audit/fit-bindings.ts';
import { listCandidates } from './audit/list-candidates.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import type { Job } from './base/job.ts';
import { createScope, type NamedJob } from './base/language/scope.ts';
import type { ParsedReport } from './base/report.ts';
import type { ResultTree } from './base/results.ts';
import type { Project } from './project.ts';

/**
 * Tells of numbers that nothing accounts for, with the bindings that would print them as far as results are known: those in the store,
 * else the locked ones; parameters and published figures always are. Runs nothing.
 */
export async function suggestBindings(
  unbound: readonly UnboundNumber[],
  { report, jobs, project }: { report: ParsedReport; jobs: readonly Job[]; project: Project },
): Promise<Diagnostic[]> {
  if (unbound.length === 0) return [];
  const fit = await prepareFits({ report, jobs, project });
  return unbound.map((number) => describeUnbound(number, fit(number)));
}

/** Reads what is known of the results of jobs, for a search among them, parameters and published figures. */
export async function prepareFits({
  report,
  jobs,
  project,
}: {
  report: ParsedReport;
  jobs: readonly Job[];
  project: Project;
}): Promise<FitBindings> {
  const results = await readKnownResults(jobs, project);
  const named = jobs.map((job): NamedJob => ({
    ...job,
    given: job.parameters,
    specs: job.declaration.results,
    results: results.get(job.name) ?? null,
  }));
  const { experiments, published, config } = report;
  const scope = createScope({ experiments, jobs: named, published, dataset: config.dataset });
  return createFitBindings(listCandidates(scope, experiments));
}

/** By job; loaded only where there is something to tell, since a report without mistakes needs none of it. */
async function readKnownResults(
  jobs: readonly Job[],
  { cache, config, files }: Project,
): Promise<ReadonlyMap<string, ResultTree>> {
  const { examineJobs } = await import('./run/examine-jobs.ts');
  const { findNoStandIn } = await import('./run/stand-in.ts');
  const { createLockReader } = await import('./lock/read-locks.ts');
  const states = await examineJobs({ jobs }, { cache, findStandIn: findNoStandIn });
  const reader = createLockReader({ config, files, named: null });
  const known = new Map<string, ResultTree>();
  for (const { name } of jobs) {
    const stored = states.get(name)?.entry?.results;
    const locked = stored ? null : await reader.read(name);
    const results = stored ?? (locked && 'results' in locked ? locked.results : null);
    if (results) known.set(name, results);
  }
  return known;
}
