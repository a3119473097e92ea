import { join } from 'node:path';

import type { Choices } from './base/choices.ts';
import type { DocumentPrint } from './base/document-print.ts';
import * as messages from './base/messages/print.ts';
import { describeUpdates } from './lock/describe-updates.ts';
import { draftLocks } from './lock/draft-locks.ts';
import { findUpdates } from './lock/find-updates.ts';
import { lockFolder } from './lock/lock-names.ts';
import { createLockReader } from './lock/read-locks.ts';
import { writeLocks } from './lock/write-locks.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { commandReport } from './plan/command-folder.ts';
import { type Generator, openProject } from './project.ts';
import { comparePrints } from './print/compare-prints.ts';
import { countChanges } from './print/count-changes.ts';
import { describeChanges } from './print/describe-changes.ts';
import { documentFile, writePrint } from './print/document-file.ts';
import { printReport, readLockedPrint } from './print-report.ts';
import { examineJobs, resultsKnown } from './run/examine-jobs.ts';

export interface LockOptions extends Omit<Choices, 'seeds'> {
  generator: Generator;
  /** Show what would change, and leave it. */
  dryRun: boolean;
  /** Tell every change of the document, not only the first ones. */
  all: boolean;
}

/**
 * Accepts the store's results as the locked ones (of jobs that cannot run here, those that are locked stay); gives the lines that say what changes. Runs nothing. Throws a
 * ReportError where the report has mistakes, or a job has no result in the store.
 */
export async function lockReport(folder: string, options: LockOptions): Promise<readonly string[]> {
  const project = await openProject(folder, options.generator, options);
  const { config, files, cache } = project;
  const { report, plan } = await planReport(project, { ...options, seeds: null });
  const named = commandReport(options.generator.root, project);
  const place = lockFolder(config);
  const reader = createLockReader({ config, files, named });
  const states = await examineJobs(plan, { cache, findStandIn: standInsOf(project, options.generator) });
  const drafts = await draftLocks(plan, states, { reader, named });
  // A report without jobs has nothing to be locked.
  const print = drafts.length === 0 ? null : await printReport(report, resultsKnown(plan, states), project);
  const locked = await readLockedPrint(project);
  const further = new Map(print ? [[documentFile, writePrint(print)]] : []);
  const updates = await findUpdates(drafts, reader, { files, folder: place, further });
  if (!options.dryRun && updates.write.size + updates.remove.length > 0) {
    await writeLocks(join(files.root, place), updates);
  }
  const lines =
    print && updates.write.has(documentFile)
      ? describePrint(locked, print, options.all ? Infinity : mostTold)
      : [];
  return describeUpdates(updates, { dryRun: options.dryRun, print: lines });
}

/** Changes of the document that are told without being asked for all. */
const mostTold = 20;

/** What changes of the print, `locked` being what stands there. */
function describePrint(
  locked: DocumentPrint | string | null,
  print: DocumentPrint,
  most: number,
): readonly string[] {
  if (locked === null)
    return [messages.printIsNew(print.numbers.length, print.figures.length, print.claims.length)];
  if (typeof locked === 'string') return [messages.printIsReplaced(locked)];
  const changes = comparePrints(locked, print);
  if (changes.length === 0) return [messages.printFollows()];
  return [...describeChanges(changes, most), messages.printChanges(messages.countsOf(countChanges(changes)))];
}
