import { join } from 'node:path';

import { findBoundLiterals } from './audit/bound-literals.ts';
import type { Choices } from './base/choices.ts';
import { type Diagnostic, stopOnDiagnostics } from './base/diagnostic.ts';
import type { ObserveFiles } from './base/effects.ts';
import type { LockedNumbers } from './base/messages/locked-numbers.ts';
import type { FilledDocument, ParsedReport } from './base/report.ts';
import { compareWithLocked } from './compare-locked.ts';
import { crateOf } from './crate-report.ts';
import { emitReport } from './emit/emit-report.ts';
import { writeOutputs } from './emit/write-outputs.ts';
import { removeRecords } from './emit/verification-files.ts';
import { tellRefuted, warnOfClaims } from './fill/claim.ts';
import { fillReport } from './fill/fill-report.ts';
import { planLockedReport, planReport, standInsOf } from './plan-report.ts';
import { commandReport } from './plan/command-folder.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { openLease, type Lease } from './run/leases.ts';
import { type RunAccount, runJobs, stopIfInterrupted } from './run/run-jobs.ts';
import { recordUsedKeys, usedBy } from './run/used-keys.ts';
import type { RunWatcher } from './run/watcher.ts';
import { createFileNotes, type FileStates } from './watch/file-notes.ts';

/** How a build is to be run. */
export interface BuildOptions extends Choices {
  generator: Generator;
  /** Jobs at a time; null for as many as cores. */
  jobs: number | null;
  signal: AbortSignal;
  watcher: RunWatcher;
  /** Show the stack of a task that threw. */
  debug: boolean;
  /** Execute nothing: the locked results are shown, or refused where they no longer fit. */
  frozen: boolean;
  /** Write the document although results refute claims in it, and mark them; nothing else is forgiven. */
  keepGoing: boolean;
  /** Hears of every file that is read. */
  observe?: ObserveFiles;
  /** Called before jobs run and before anything is written; throws where the build is to be dropped. */
  confirm?: () => Promise<void>;
}

/** What a build gives: the document it wrote, how the jobs went, and the files (absolute paths). */
export interface Build {
  document: FilledDocument;
  account: RunAccount;
  outputs: readonly string[];
  /** What deserves a look and stops nothing. */
  warnings: readonly Diagnostic[];
  /** Claims that the results refute, which the document marks; none unless it was to keep going. */
  refuted: readonly Diagnostic[];
  /** How the numbers shown stand to the locked ones; null where nothing is locked, or the locked ones are shown. */
  compared: LockedNumbers | null;
  /** How commands name the report; null where they need not. */
  folder: string | null;
  /** Absolute root of the project. */
  root: string;
  /** What was read; null where that may have changed meanwhile. */
  read: FileStates | null;
}

/**
 * The way of a report: parse and plan, run, fill, emit. Each step ends with all its diagnostics in one ReportError, so
 * nothing is written unless every step went well.
 */
export async function buildReport(folder: string, options: BuildOptions): Promise<Build> {
  const notes = createFileNotes();
  const observe: ObserveFiles = (files) => notes.observe(options.observe?.(files) ?? files);
  const project = await openProject(folder, options.generator, { ...options, observe });
  const lease = openLease(project.cache);
  try {
    const build = await buildProject(project, { ...options, use: lease.use });
    return { ...build, read: notes.states(build.root) };
  } finally {
    lease.close();
  }
}

type LeasedOptions = BuildOptions & Pick<Lease, 'use'>;

async function buildProject(project: Project, options: LeasedOptions): Promise<Omit<Build, 'read'>> {
  const { report, account, warnings } = await (options.frozen ? takeLocked : execute)(project, options);
  const document = await fillReport(report, account.results, project.made, options);
  const compared = options.frozen ? null : await compareWithLocked(document, account.results, project);
  const emitted = await emitReport(document, project.made);
  const outputs = [...emitted, await crateOf(document, emitted, project)];
  await options.confirm?.();
  // From here on it is too late to be stopped: the document is put in place whole.
  stopIfInterrupted(options.signal);
  // A verification of another document says nothing of this one.
  if (await writeOutputs(project.output, outputs)) await removeRecords(project.output);
  return {
    document,
    account,
    outputs: outputs.map((file) => join(project.output, file.path)),
    compared: compared?.numbers ?? null,
    refuted: tellRefuted(document.claims),
    folder: commandReport(options.generator.root, project),
    root: project.files.root,
    warnings: [...warnings, ...(compared?.damaged ?? []), ...warnOfClaims(document.claims)],
  };
}

/** What the document is filled from. */
interface Executed {
  report: ParsedReport;
  account: RunAccount;
  warnings: readonly Diagnostic[];
}

async function execute(project: Project, options: LeasedOptions): Promise<Executed> {
  const { generator, jobs, signal, watcher, debug, use } = options;
  const { cache, config } = project;
  const { report, plan, literals } = await planReport(project, options);
  await options.confirm?.();
  const keys = new Set<string>();
  const note = (key: string): void => {
    keys.add(key);
    use(key);
  };
  const findStandIn = standInsOf(project, generator);
  const tools = { ...generator, cache, jobs, signal, watcher, debug, use: note, findStandIn };
  const account = await runJobs(plan, tools).catch(async (error: unknown) => {
    // What it has of the store is kept beside that of its last good build: a clean does not know what it will need.
    await recordUsedKeys(cache, usedBy(config), keys, { add: true });
    throw error;
  });
  await recordUsedKeys(cache, usedBy(config), keys);
  stopOnDiagnostics(findBoundLiterals(literals, report, account.results));
  return { report, account, warnings: plan.warnings };
}

async function takeLocked(project: Project, { generator }: BuildOptions): Promise<Executed> {
  const { report, jobs, results, literals, warnings } = await planLockedReport(project, generator);
  const locked = jobs.map(({ name }) => name);
  stopOnDiagnostics(findBoundLiterals(literals, report, results));
  return { report, account: { results, ran: [], stored: [], locked, seconds: 0 }, warnings };
}
