import { join } from 'node:path';

import type { Choices } from './base/choices.ts';
import { describeUpdates } from './lock/describe-updates.ts';
import { draftLocks } from './lock/draft-locks.ts';
import { findUpdates } from './lock/find-updates.ts';
import { lockFolder } from './lock/lock-names.ts';
import { createLockReader } from './lock/read-locks.ts';
import { writeLocks } from './lock/write-locks.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { commandReport } from './plan/command-folder.ts';
import { type Generator, openProject } from './project.ts';
import { examineJobs } from './run/examine-jobs.ts';

export interface LockOptions extends Omit<Choices, 'seeds'> {
  generator: Generator;
  /** Show what would change, and leave it. */
  dryRun: boolean;
}

/**
 * Accepts the store's results as the locked ones (of jobs that cannot run here, those that are locked stay); gives the lines that say what changes. Runs nothing. Throws a
 * ReportError where the report has mistakes, or a job has no result in the store.
 */
export async function lockReport(folder: string, options: LockOptions): Promise<readonly string[]> {
  const project = await openProject(folder, options.generator, options);
  const { config, files, cache } = project;
  const { plan } = await planReport(project, { ...options, seeds: null });
  const named = commandReport(options.generator.root, project);
  const place = lockFolder(config);
  const reader = createLockReader({ config, files, named });
  const states = await examineJobs(plan, { cache, findStandIn: standInsOf(project, options.generator) });
  const drafts = await draftLocks(plan, states, { reader, named });
  const updates = await findUpdates(drafts, reader, { files, folder: place });
  if (!options.dryRun && updates.write.size + updates.remove.length > 0) {
    await writeLocks(join(files.root, place), updates);
  }
  return describeUpdates(updates, options.dryRun);
}
