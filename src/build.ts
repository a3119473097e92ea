import { join } from 'node:path';

import type { EngineName } from './base/results.ts';
import type { FilledDocument } from './base/report.ts';
import { emitReport } from './emit/emit-report.ts';
import { writeOutputs } from './emit/write-outputs.ts';
import { fillReport } from './fill/fill-report.ts';
import { planReport } from './plan-report.ts';
import { type Generator, openProject } from './project.ts';
import { type RunAccount, runJobs, stopIfInterrupted } from './run/run-jobs.ts';
import type { RunWatcher } from './run/watcher.ts';

/** How a build is to be run. */
export interface BuildOptions {
  generator: Generator;
  /** Jobs at a time; null for as many as cores. */
  jobs: number | null;
  /** Run every task on this engine; null for the first each task prefers of those at hand. */
  engine: EngineName | null;
  signal: AbortSignal;
  watcher: RunWatcher;
  /** Show the stack of a task that threw. */
  debug: boolean;
}

/** What a build gives: the document it wrote, how the jobs went, and the files (absolute paths). */
export interface Build {
  document: FilledDocument;
  account: RunAccount;
  outputs: readonly string[];
}

/**
 * The way of a report: parse and plan, run, fill, emit. Each step ends with all its diagnostics in one ReportError, so
 * nothing is written unless every step went well.
 */
export async function buildReport(folder: string, options: BuildOptions): Promise<Build> {
  const { generator, signal, watcher, debug } = options;
  const project = await openProject(folder, generator);
  const { report, plan } = await planReport(project, options);
  const account = await runJobs(plan, {
    ...generator,
    cache: project.cache,
    jobs: options.jobs,
    signal,
    watcher,
    debug,
  });
  const document = await fillReport(report, account.results, project.made);
  const outputs = await emitReport(document, project.made);
  // From here on it is too late to be stopped: the document is put in place whole.
  stopIfInterrupted(signal);
  await writeOutputs(project.output, outputs);
  return { document, account, outputs: outputs.map((file) => join(project.output, file.path)) };
}
