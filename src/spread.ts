import { join } from 'node:path';

import type { Diagnostic } from './base/diagnostic.ts';
import { digestJson } from './base/digest.ts';
import type { Job } from './base/job.ts';
import * as messages from './base/messages/spread.ts';
import type { JobResults } from './base/results.ts';
import { lockFolder, spreadFile } from './lock/lock-names.ts';
import { createLockReader } from './lock/read-locks.ts';
import { writeLocks } from './lock/write-locks.ts';
import { commandReport } from './plan/command-folder.ts';
import { readEngines } from './plan/engines.ts';
import { otherInstructionSets } from './plan/instruction-set.ts';
import { createPackageVersions } from './plan/packages.ts';
import type { Plan } from './plan/plan-jobs.ts';
import { readRuntime } from './plan/runtime.ts';
import { planReport } from './plan-report.ts';
import { openProject, type Project } from './project.ts';
import { openLease } from './run/leases.ts';
import { type RunTools, stopIfInterrupted } from './run/run-jobs.ts';
import { openScratch } from './run/scratch.ts';
import { chooseJobs } from './verify/choose-jobs.ts';
import { describeSpread, type JobMeasure, type SpreadSide, tellSpread } from './verify/describe-spread.ts';
import { readLockedReport } from './verify/locked-report.ts';
import { type RanAnew, runAnew } from './verify/run-anew.ts';
import { readSpread, type SpreadFile, writeSpread } from './verify/spread-file.ts';
import { spreadKeys } from './verify/spread-keys.ts';
import { listVariants, listVarying, type Variant, withInputs } from './verify/vary-engines.ts';
import { fillDocument } from './verify-documents.ts';
import type { VerifyOptions } from './verify.ts';
import { planTraining, type PlannedTraining, weightsAlone } from './verify-weights.ts';

/** How the spread of a report's results is to be measured. */
export interface SpreadOptions extends Omit<VerifyOptions, 'replay' | 'engine' | 'instructionSet'> {
  /** Keep it beside the locked results. */
  write: boolean;
}

/** What was measured, in lines, and what kept jobs from being measured. */
export interface MeasuredReport {
  said: readonly string[];
  faults: readonly Diagnostic[];
}

/**
 * Runs jobs, those that train weights too, as they are locked, and again under every other instruction set of this processor and on their fallback
 * engines, in a cache of its own; says how far their results lie apart and which tolerances follow from that. Throws a
 * ReportError where the report has mistakes.
 */
export async function measureReport(folder: string, options: SpreadOptions): Promise<MeasuredReport> {
  const project = await openProject(folder, options.generator, options);
  const lease = openLease(project.cache);
  const scratch = await openScratch(project.cache);
  try {
    return await measureProject(project, { ...options, scratch: scratch.folder, use: lease.use });
  } finally {
    await scratch.close();
    lease.close();
  }
}

type ProjectOptions = SpreadOptions & { scratch: string; use: (key: string) => void };

async function measureProject(project: Project, options: ProjectOptions): Promise<MeasuredReport> {
  const { generator } = options;
  const choices = { engine: null, instructionSet: 'pinned', seeds: null } as const;
  const { plan } = await planReport(project, { generator, ...choices });
  const training = await planTraining(project, generator);
  const chosen = choose(plan, training, options);
  const variants = await findVariants(chosen, options);
  const varying = listVarying(chosen, variants);
  if (varying.size === 0) return { said: [messages.nothingVaries()], faults: training.faults };
  options.announce(
    messages.spreadBegins(
      varying.size,
      variants.map(({ name }) => name),
    ),
  );
  const trained = training.trainings.map(({ job }) => job);
  const ran = await runAll(
    { plan, training, chosen, variants, needed: withInputs(varying, chosen) },
    project,
    options,
  );
  const sides = await fillSides(ran, plan, { project, options });
  const measures = describeSpread(sides.base, sides.others).filter(({ job }) => varying.has(job));
  const kept = options.write
    ? await keep(measures, [...plan.jobs, ...trained], project)
    : messages.spreadNotWritten();
  const faults = [training, ran.pinned, ...ran.others.map((each) => each.ran)].flatMap((each) => each.faults);
  return { said: [...tellSpread(measures, new Set(trained.map(({ name }) => name))), kept], faults };
}

/** What is to be run, and in which variants. */
interface Measuring {
  plan: Plan;
  training: PlannedTraining;
  chosen: readonly Job[];
  variants: readonly Variant[];
  /** Names of the jobs that vary and of those that they take from. */
  needed: ReadonlySet<string>;
}

/** What the jobs gave as they are locked, and in each variant. */
interface RanSides {
  pinned: RanAnew;
  others: readonly { name: string; ran: RanAnew }[];
}

async function runAll(
  { plan, training, chosen, variants, needed }: Measuring,
  project: Project,
  options: ProjectOptions,
): Promise<RanSides> {
  const run = async (all: readonly Job[], cache: string): Promise<RanAnew> => {
    const jobs = all.filter(({ name }) => needed.has(name));
    const ran = await runAnew({ ...plan, jobs, idle: [] }, toolsOf(cache, options));
    return { ...ran, results: weightsAlone(ran.results, training.trainings) };
  };
  const pinned = await run(chosen, project.cache);
  const others: { name: string; ran: RanAnew }[] = [];
  for (const { name, jobs } of variants) {
    stopIfInterrupted(options.signal);
    others.push({ name, ran: await run(jobs, options.scratch) });
  }
  stopIfInterrupted(options.signal);
  return { pinned, others };
}

function choose(
  { jobs, durations }: Plan,
  { trainings, untrained }: PlannedTraining,
  options: ProjectOptions,
): readonly Job[] {
  const seed = digestJson(jobs.map(({ name }) => name));
  const training = trainings.map(({ job }) => job);
  const weights = [...training.map(({ name }) => name), ...untrained];
  return chooseJobs(options, { jobs, training, weights, document: null, durations, seed }).jobs;
}

async function findVariants(jobs: readonly Job[], { generator }: ProjectOptions): Promise<Variant[]> {
  const { packages, program } = generator;
  const versions = createPackageVersions(packages);
  await generator.provideEngines(jobs.flatMap(({ declaration }) => declaration.engines));
  const engines = await readEngines({ packages, versions, instructionSet: 'pinned' });
  const runtime = await readRuntime(program);
  return listVariants(jobs, { engines, runtime, sets: otherInstructionSets() });
}

function toolsOf(cache: string, options: ProjectOptions): RunTools {
  const { generator, jobs, signal, watcher, debug, use } = options;
  return { ...generator, cache, jobs, signal, watcher, debug, use };
}

/** The documents, jobs that did not run being as they are locked; without those, digits are judged by declared formats. */
async function fillSides(
  { pinned, others }: RanSides,
  { jobs }: Plan,
  { project, options }: { project: Project; options: ProjectOptions },
): Promise<{ base: SpreadSide; others: readonly SpreadSide[] }> {
  const named = commandReport(options.generator.root, project);
  const locks = createLockReader({ ...project, named });
  const locked = new Map(
    (await readLockedReport(jobs, locks, named)).results.map((each) => [each.job, each]),
  );
  const sideOf = async (name: string, results: ReadonlyMap<string, JobResults>): Promise<SpreadSide> => {
    const shown = jobs.flatMap(
      (job) => results.get(job.name) ?? pinned.results.get(job.name) ?? locked.get(job.name) ?? [],
    );
    const isAll = shown.length === jobs.length;
    return { name, results, document: isAll ? (await fillDocument(shown, project)).document : null };
  };
  const base = await sideOf('AVX2', pinned.results);
  const sides: SpreadSide[] = [];
  for (const { name, ran } of others) sides.push(await sideOf(name, ran.results));
  return { base, others: sides };
}

/** Puts what was measured beside the locked results; jobs that were not measured now keep what they have. */
async function keep(
  measures: readonly JobMeasure[],
  jobs: readonly Job[],
  project: Project,
): Promise<string> {
  const folder = lockFolder(project.config);
  const text = await project.files.readText(`${folder}/${spreadFile}`).catch(() => null);
  const old = text === null ? null : readSpread(text);
  const keys = spreadKeys(jobs);
  const kept: SpreadFile = new Map([
    ...[...(old === null || typeof old === 'string' ? [] : old)].filter(([job]) => keys.has(job)),
    ...measures.map(
      ({ job, runs, measured }) =>
        [job, { key: keys.get(job) ?? '', runs, spread: measured.spread }] as const,
    ),
  ]);
  await writeLocks(join(project.files.root, folder), {
    write: new Map([[spreadFile, writeSpread(kept)]]),
    remove: [],
  });
  return messages.spreadWritten(`${folder}/${spreadFile}`);
}
