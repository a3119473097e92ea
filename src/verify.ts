import { basename, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';

import { findBoundLiterals } from './audit/bound-literals.ts';
import type { Choices } from './base/choices.ts';
import { ReportError } from './base/diagnostic.ts';
import { isRefuted } from './base/judgement.ts';
import { createLatest } from './base/latest.ts';
import { createMade } from './base/made.ts';
import * as messages from './base/messages/verify.ts';
import type { Job } from './base/job.ts';
import { readLocksOnce } from './lock/read-once.ts';
import { createLockReader } from './lock/read-locks.ts';
import { commandReport } from './plan/command-folder.ts';
import { readDurations } from './plan/durations.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { compareWithLockedPrint } from './print-report.ts';
import { planReplay, replayLocked } from './replay.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { openLease } from './run/leases.ts';
import { stopIfInterrupted } from './run/run-jobs.ts';
import { openScratch } from './run/scratch.ts';
import type { RunWatcher } from './run/watcher.ts';
import { checkSpread } from './verify/check-spread.ts';
import { type Asked, type Chosen, chooseJobs } from './verify/choose-jobs.ts';
import { findCommit } from './verify/find-commit.ts';
import { keepSources } from './verify/keep-sources.ts';
import { digestOfLocks, readLockedReport } from './verify/locked-report.ts';
import { type RanAnew, runAnew } from './verify/run-anew.ts';
import type { Replayed } from './verify/replay/replay-jobs.ts';
import type { Verification } from './verify/verification.ts';
import { removeRecords } from './emit/verification-files.ts';
import { writeRecords } from './record/write-records.ts';
import { madeApart, nothingPublished, publish } from './verify-documents.ts';
import { type Planned, type Prepared, sumUp } from './verify-record.ts';
import { compareSides, fillFrom, fillLocked, resultsShown } from './verify-sides.ts';
import { planTraining } from './verify-weights.ts';
import { toleranceOf } from './weights-tolerances.ts';

/** How a report is to be verified. */
export interface VerifyOptions extends Omit<Choices, 'seeds'>, Asked {
  generator: Generator;
  signal: AbortSignal;
  watcher: RunWatcher;
  /** Show the stack of a task that threw. */
  debug: boolean;
  /** Run what needs no tensor library, and compute from locked files what follows from them. */
  replay: boolean;
  /** Hears what is about to be run, where that is not all. */
  announce: (line: string) => void;
}

/** What a verification gives: its record, and the files that it wrote (absolute paths). */
export interface Verified {
  verification: Verification;
  outputs: readonly string[];
  /** Absolute root of the report. */
  root: string;
  /** How commands name the report; null where they need not. */
  named: string | null;
}

/**
 * Computes a report's results anew, in a cache of its own, and holds them, and what the document makes of them, against
 * what is locked. Writes the document where all of it was computed. Throws a ReportError where the report has mistakes, a
 * UsageError for names that nothing has.
 */
export async function verifyReport(folder: string, options: VerifyOptions): Promise<Verified> {
  const started = performance.now();
  const project = await openProject(folder, options.generator, { ...options, observe: keepSources });
  // A clean of everything waits until this is through.
  const lease = openLease(project.cache);
  const scratch = await openScratch(project.cache);
  try {
    // A replay executes little, and what it computes lies in the scratch alone.
    const apart = options.replay ? project : takeApart(project, scratch.folder, options.generator);
    const { verification, outputs } = await verifyProject(apart, {
      ...options,
      warm: project.cache,
      scratch: scratch.folder,
      started,
    });
    const recorded = await record(verification, project);
    const named = commandReport(options.generator.root, project);
    return { ...recorded, outputs: [...outputs, ...recorded.outputs], root: project.files.root, named };
  } catch (error) {
    // What is wrong with the sources now was not when that record was made.
    if (error instanceof ReportError) await removeRecords(project.output);
    throw error;
  } finally {
    await scratch.close();
    lease.close();
  }
}

/** Writes the record; what was found is told also where it cannot be written. */
async function record(
  verification: Verification,
  { output, made }: Project,
): Promise<Pick<Verified, 'verification' | 'outputs'>> {
  // Whoever stops it is told what was found; what was found before stays.
  if (verification.interrupted) return { verification, outputs: [] };
  try {
    return { verification, outputs: await writeRecords(verification, output, made) };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    const faults = [...verification.faults, ...error.diagnostics];
    return { verification: { ...verification, faults, passed: false }, outputs: [] };
  }
}

/** The project with a cache in which nothing is: only letters, cut from fonts, come from the report's own. */
function takeApart(project: Project, cache: string, { program }: Generator): Project {
  const folder = join(cache, 'made');
  const maker = basename(program);
  const made = madeApart(createMade(folder, maker), project.made);
  return { ...project, cache, made, latest: createLatest(folder, maker) };
}

interface ProjectOptions extends VerifyOptions {
  /** The report's own cache; only how long jobs took is read from it. */
  warm: string;
  /** The cache that jobs are run in. */
  scratch: string;
  /** When it began, by `performance.now`. */
  started: number;
}

async function verifyProject(
  project: Project,
  options: ProjectOptions,
): Promise<Pick<Verified, 'verification' | 'outputs'>> {
  const planned = await planAll(project, options);
  // Whoever would mend these first need not wait for all jobs.
  const early = planned.locked.faults;
  if (early.length > 0) options.announce(messages.foundEarly(early.length, early[0]?.message ?? ''));
  // What a replay runs is known before the document is; both cores are at work then.
  const begun = planned.quick ? execute(chooseAll(planned.quick), planned, project, options) : null;
  const prepared = { ...planned, ...(await showLocked(planned, project)) };
  const chosen = choose(prepared, options);
  stopIfInterrupted(options.signal);
  const [ran, replayed] = await (begun ?? execute(chosen, planned, project, options));
  const results = resultsShown(prepared, ran, replayed);
  const shown = await fillFrom(results, prepared.plan, project);
  const before = await fillLocked(prepared, results, project);
  const found = await compareSides({ prepared, chosen, ran, replayed, shown }, before.document, project);
  const isComplete = prepared.plan.jobs.every(({ name }) => ran.results.has(name) || ran.standIns.has(name));
  const isWhole = chosen.choice === null && isComplete && !ran.interrupted && !options.replay;
  // Nothing is written of a document that would be refused.
  const isGood = shown.document !== null && !shown.document.claims.some(isRefuted);
  const published =
    isWhole && isGood && shown.document ? await publish(shown.document, project) : nothingPublished;
  const isAll = isWhole && ran.standIns.size === 0;
  const seconds = (performance.now() - options.started) / 1000;
  return {
    verification: sumUp(found, {
      ...{ project, chosen, ran, replayed, prepared, isAll, seconds },
      shown: { ...shown, faults: [...shown.faults, ...published.faults] },
    }),
    outputs: published.outputs,
  };
}

async function planAll(project: Project, options: ProjectOptions): Promise<Planned> {
  const { generator } = options;
  const named = commandReport(generator.root, project);
  const locks = readLocksOnce(createLockReader({ config: project.config, files: project.files, named }));
  const { plan, report, literals, quick } = options.replay
    ? await planReplay(project, generator, locks)
    : { ...(await planReport(project, { ...options, seeds: null })), quick: null };
  const training = options.replay ? noTraining : await planTraining(project, generator);
  const known = await readLockedReport(plan.jobs, locks, named);
  const { experiments } = report;
  const weights = training.trainings.flatMap(({ manifest, job }) => toleranceOf(manifest, job));
  const wide = await checkSpread({ ...project, experiments, jobs: plan.jobs, weights, named }, project.files);
  const bound = findBoundLiterals(literals, report, known.results);
  const locked = { ...known, faults: [...known.faults, ...training.faults, ...wide, ...bound] };
  // What a job took on this machine tells more than what it took on another.
  const durations = new Map([...plan.durations, ...(await readDurations(options.warm))]);
  const { root } = project.files;
  const state = await findCommit(root, [relative(root, project.output), relative(root, options.warm)]);
  return { plan: { ...plan, durations }, report, quick, training, locked, state, named };
}

const noTraining = { trainings: [], untrained: [], faults: [] };

async function showLocked(
  { plan, report, locked, named }: Planned,
  project: Project,
): Promise<Pick<Prepared, 'before' | 'print'>> {
  const before = await fillFrom(locked.results, { jobs: plan.jobs, report }, project);
  // A report without jobs has nothing locked.
  const shown = locked.found.size > 0 ? before.document : null;
  return { before, print: await compareWithLockedPrint(shown, project, named) };
}

function execute(
  chosen: Chosen,
  planned: Planned,
  project: Project,
  options: ProjectOptions,
): Promise<[RanAnew, Replayed]> {
  return Promise.all([run(chosen, planned, project, options), replay(planned, project, options)]);
}

function chooseAll(jobs: readonly Job[]): Chosen {
  return { jobs, choice: null, seconds: null, faults: [] };
}

function choose(prepared: Prepared, options: ProjectOptions): Chosen {
  const { plan, quick, locked, before, state } = prepared;
  if (quick) return chooseAll(quick);
  const { trainings, untrained } = prepared.training;
  const training = trainings.map(({ job }) => job);
  const chosen = chooseJobs(options, {
    jobs: plan.jobs,
    training,
    weights: [...training.map(({ name }) => name), ...untrained],
    document: before.document,
    durations: plan.durations,
    // The same for all who verify one commit, and another for the next.
    seed: state.commit ?? digestOfLocks(locked),
  });
  const { choice, seconds } = chosen;
  if (choice && chosen.jobs.length > 0)
    options.announce(messages.jobsChosen({ ...choice, of: plan.jobs.length + training.length, seconds }));
  return chosen;
}

function run(
  { jobs, faults }: Chosen,
  { plan }: Planned,
  project: Project,
  options: ProjectOptions,
): Promise<RanAnew> {
  const { generator, signal, watcher, debug } = options;
  const findStandIn = standInsOf(project, generator);
  const tools = {
    ...generator,
    cache: options.scratch,
    jobs: options.jobs,
    signal,
    watcher,
    debug,
    findStandIn,
    // Nothing that a replay measures is kept.
    share: options.replay,
  };
  return runAnew({ ...plan, jobs: faults.length > 0 ? [] : jobs, idle: [] }, tools);
}

/** Nothing where jobs are run instead. */
async function replay(
  { plan, quick, locked, named }: Planned,
  project: Project,
  { generator, signal }: ProjectOptions,
): Promise<Replayed> {
  if (!quick) return { jobs: [], faults: [] };
  return replayLocked({ plan, quick }, { locked, named }, { project, generator, signal });
}
