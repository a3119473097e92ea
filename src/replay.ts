import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Diagnostic } from './base/diagnostic.ts';
import type { Job } from './base/job.ts';
import type { ParsedReport } from './base/report.ts';
import type { JobResults } from './base/results.ts';
import { lockFolder } from './lock/lock-names.ts';
import { createLockReader } from './lock/read-locks.ts';
import { planLockedReport } from './plan-report.ts';
import { commandReport } from './plan/command-folder.ts';
import type { Generator, Project } from './project.ts';
import { runJobs } from './run/run-jobs.ts';
import type { RunWatcher } from './run/watcher.ts';
import { chooseQuick } from './verify/replay/choose-quick.ts';
import { replayJobs, type ReplayedJob } from './verify/replay/replay-jobs.ts';

/** How a report is to be replayed. */
export interface ReplayOptions {
  generator: Generator;
  /** Jobs at a time; null for as many as cores. */
  jobs: number | null;
  signal: AbortSignal;
  watcher: RunWatcher;
  debug: boolean;
}

/** What a replay gives: the report filled from what is locked can be held against the locked print. */
export interface ReplayedReport {
  report: ParsedReport;
  jobs: readonly Job[];
  /** What is locked, of all jobs. */
  locked: readonly JobResults[];
  /** What jobs that need no tensor library gave, run anew in a store that nothing else knows. */
  ran: readonly JobResults[];
  /** What was computed again from locked files. */
  replayed: readonly ReplayedJob[];
  faults: readonly Diagnostic[];
  warnings: readonly Diagnostic[];
  /** Takes the scratch store away; the files of `ran` lie in it. */
  close(): Promise<void>;
}

/**
 * Checks in seconds what can be checked without a tensor library: quick jobs in plain JavaScript run anew, and scores are
 * computed again from the predictions that are locked. Throws a ReportError where locked results are missing, damaged, or not
 * those of the report's code, parameters, data and inputs.
 */
export async function replayReport(project: Project, options: ReplayOptions): Promise<ReplayedReport> {
  const { config, files } = project;
  const { report, jobs, results: locked, warnings } = await planLockedReport(project, options.generator);
  const scratch = await makeScratch(project);
  const close = (): Promise<void> => rm(scratch, { recursive: true, force: true });
  try {
    const named = commandReport(options.generator.root, project);
    const tools = { ...options.generator, ...project, ...options, folder: lockFolder(config), named };
    const durations = await createLockReader({ config, files, named }).durations();
    const quick = chooseQuick(jobs, (job) => durations.get(job)?.run?.seconds ?? null);
    const plan = { jobs: quick, idle: [], durations: new Map(), warnings: [] };
    const [{ jobs: replayed, faults }, { results: ran }] = await Promise.all([
      replayJobs(jobs, locked, tools),
      runJobs(plan, { ...options.generator, ...options, cache: scratch }),
    ]);
    return { report, jobs, locked, ran, replayed, faults, warnings, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeScratch({ cache }: Project): Promise<string> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(cache, { recursive: true });
  return mkdtemp(join(cache, 'replay-'));
}
