import { join } from 'node:path';

import { stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/lock.ts';
import type { ParsedReport } from '../base/report.ts';
import type { JobResults } from '../base/results.ts';
import { commandFolder, commandReport } from '../plan/command-folder.ts';
import { resolveInputs } from '../plan/job-inputs.ts';
import { createPackageVersions } from '../plan/packages.ts';
import { foundIn, stopOnFaults, type PlanTools } from '../plan/plan-jobs.ts';
import { usedExperiments, warnOfUnused } from '../plan/used-experiments.ts';
import { createBundleReader } from '../plan/read-task.ts';
import { readRuntime } from '../plan/runtime.ts';
import { createFileVerifier } from '../plan/verify-files.ts';
import { changedParts } from '../run/changed-parts.ts';
import { completeKey } from '../run/job-key.ts';
import { describeResults } from '../run/job-results.ts';
import type { StoredEntry } from '../run/store.ts';
import { draftLockedJobs, type LockedDraftTools } from './draft-locked-jobs.ts';
import { toEntry } from './locked-entry.ts';
import { createLockReader, type LockedResults, type LockReader } from './read-locks.ts';

/** The jobs of a report, all of whose results are locked and fit. */
export interface LockedPlan {
  jobs: readonly Job[];
  results: readonly JobResults[];
  /** What deserves a look and stops nothing. */
  warnings: readonly Diagnostic[];
}

/** What it needs: planning's own, without what chooses engines. */
export type LockedPlanTools = Omit<PlanTools, 'engine' | 'provideEngines'> & {
  /** Reads the locked results; one of its own without it. */
  locks?: LockReader;
};

/**
 * Plans a report and takes its results from the locked ones, and executes nothing, not even a declaration: tasks are
 * bundled, which does not run them, so that their code can be compared. Throws a ReportError that names every job whose
 * locked results are missing, damaged, or not those of its code, parameters, seed, data, inputs and packages.
 */
export async function planLocked(
  report: ParsedReport,
  files: ProjectFiles,
  tools: LockedPlanTools,
): Promise<LockedPlan> {
  const { config } = report;
  const used = usedExperiments(report);
  const experiments = report.experiments.filter(({ name }) => used.has(name));
  const named = commandReport(tools.root, { config, files });
  const drafting = await createDraftTools({ config, files, named }, tools);
  const drafted = await Promise.all(experiments.map((each) => draftLockedJobs(each, drafting)));
  await drafting.remember();
  const locked = new Map(
    drafted.flatMap(({ found }) => found.map((each) => [each.locked.job, each] as const)),
  );
  const resolved = resolveInputs(drafted.flatMap(({ drafts }) => drafts));
  const faults = drafted.flatMap((each) => each.faults);
  const all = faults.length > 0 ? faults : resolved.faults;
  const unfit = resolved.faults.length > 0 ? [] : compareKeys(resolved.jobs, locked, named);
  stopOnFaults(report, resolved.jobs, {
    faults: [...all, ...unfit],
    found: await foundIn(resolved.jobs, tools),
  });
  const damaged = await Promise.all([...locked.values()].map((found) => drafting.locks.checkBeside(found)));
  stopOnDiagnostics(damaged.flat());
  const results = resolved.jobs.flatMap((job) => {
    const found = locked.get(job.name);
    return found ? [describeResults(job, toEntry(found))] : [];
  });
  return { jobs: resolved.jobs, results, warnings: warnOfUnused(report, used) };
}

async function createDraftTools(
  of: Pick<LockedDraftTools, 'config' | 'files' | 'named'>,
  tools: LockedPlanTools,
): Promise<LockedDraftTools & { remember: () => Promise<void> }> {
  const folders = {
    root: of.files.root,
    generator: tools.packages,
    report: commandFolder(tools.root, join(of.files.root, of.config.folder)),
    mayBeMissing: true,
  };
  const verifier = await createFileVerifier(folders, join(tools.cache, 'verified.json'));
  const versions = createPackageVersions(tools.packages);
  const readBundle = await createBundleReader({ ...tools, ...of, versions });
  const runtime = await readRuntime(tools.program);
  return {
    ...of,
    locks: tools.locks ?? createLockReader(of),
    readBundle,
    runtime,
    verify: verifier.verify,
    remember: () => verifier.remember(),
  };
}

/** One diagnostic a job whose key is another than that of its locked results, with what is different. */
function compareKeys(
  jobs: readonly Job[],
  locked: ReadonlyMap<string, LockedResults>,
  named: string | null,
): Diagnostic[] {
  const entries = new Map<string, StoredEntry>();
  return jobs.flatMap((job): Diagnostic[] => {
    const found = locked.get(job.name);
    if (!found || Object.values(job.inputs).some((input) => !entries.has(input.job))) return [];
    const { parts } = completeKey(job, entries);
    entries.set(job.name, toEntry(found));
    const changed = changedParts(found.locked.parts, parts);
    if (changed.length === 0) return [];
    const reasons = [...new Set(changed.map(({ reason }) => reason))];
    const details = changed.map(({ reason, text }) => messages.changeOf(reason, text));
    const message = messages.lockDoesNotFit(job.name, reasons, named);
    return [{ rule: 'lock-fits', place: job.place, message, details }];
  });
}
