import type { Choices } from './base/choices.ts';
import { parseReport } from './parse/parse-report.ts';
import { planJobs } from './plan/plan-jobs.ts';
import { standInsOf } from './plan-report.ts';
import { type Generator, openProject } from './project.ts';
import { explainJob } from './run/why.ts';

/** Says what a job's key is made of, what changed since its last run, and whether it would run. Runs nothing. */
export async function explainWhy(
  folder: string,
  job: string,
  options: { generator: Generator } & Choices,
): Promise<string> {
  const project = await openProject(folder, options.generator, options);
  const report = await parseReport(project.config, project.files, project.latest);
  const plan = await planJobs(report, project.files, {
    ...options.generator,
    ...project,
    engine: options.engine,
    instructionSet: options.instructionSet,
    seeds: options.seeds,
  });
  const places = { cache: project.cache, findStandIn: standInsOf(project, options.generator) };
  return explainJob({ jobs: [...plan.jobs, ...plan.idle] }, job, places);
}
