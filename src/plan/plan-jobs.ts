import { join } from 'node:path';

import { stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { InstructionSet } from '../base/choices.ts';
import type { Made, ProjectFiles } from '../base/effects.ts';
import type { Job } from '../base/job.ts';
import type { ParsedReport, ReportConfig } from '../base/report.ts';
import type { EngineName } from '../base/results.ts';
import type { Experiment } from '../base/experiment.ts';
import { isDiagnostics } from './bundle-task.ts';
import { checkNames } from './check-names.ts';
import { commandFolder } from './command-folder.ts';
import { draftJobs } from './draft-jobs.ts';
import { resolveInputs } from './job-inputs.ts';
import { createTaskReader, type ReadTask } from './read-task.ts';
import { readDurations, type Durations } from './durations.ts';
import { type ProvideEngines, readEngines } from './engines.ts';
import { giveSeeds } from './more-seeds.ts';
import { createPackageVersions } from './packages.ts';
import { readRuntime } from './runtime.ts';
import { usedExperiments, warnOfUnused } from './used-experiments.ts';
import { createFileVerifier } from './verify-files.ts';

/** What planning needs beside the report. */
export interface PlanTools {
  /** Absolute root of the generator's package. */
  root: string;
  /** Absolute folder whose `node_modules` serve the tasks' bare imports. */
  packages: string;
  /** Folder with the built `worker.cjs` and `declare-worker.cjs`, and `runtime.json`. */
  program: string;
  /** Absolute `ROOT/.cache` of the report. */
  cache: string;
  made: Made;
  provideEngines: ProvideEngines;
  /** The engine asked for with `--engine`; null for the first of each task's own that is at hand. */
  engine: EngineName | null;
  /** `pinned` without it. */
  instructionSet?: InstructionSet;
  /** Runs at least of the cases of experiments that ask for seeds; as many as the sources say without it. */
  seeds?: number | null;
  /** Mistakes that need no plan to be seen, told together with the plan's own. */
  found?: readonly Diagnostic[];
  /** Mistakes that need the jobs to be described, told with the others too. */
  describe?: (jobs: readonly Job[]) => Promise<readonly Diagnostic[]>;
}

/** What is to be executed, in an order in which every job stands behind those it takes results from. */
export interface Plan {
  jobs: readonly Job[];
  /** Jobs of experiments that nothing uses: they are not executed. */
  idle: readonly Job[];
  /** How long jobs took before, for the order of the work and the time left. */
  durations: Durations;
  /** What deserves a look and stops nothing. */
  warnings: readonly Diagnostic[];
}

/**
 * Experiments become jobs; tasks, parameters, names, files and inputs are checked against the declarations before
 * anything runs. Throws a ReportError with every diagnostic of the stage.
 */
export async function planJobs(report: ParsedReport, files: ProjectFiles, tools: PlanTools): Promise<Plan> {
  const { jobs, faults } = await planExperiments(
    report.config,
    giveSeeds(report.experiments, tools.seeds ?? null),
    files,
    tools,
  );
  stopOnFaults(report, jobs, { faults, found: await foundIn(jobs, tools) });
  const used = usedExperiments(report);
  return {
    jobs: jobs.filter(({ experiment }) => used.has(experiment)),
    idle: jobs.filter(({ experiment }) => !used.has(experiment)),
    durations: await readDurations(tools.cache),
    warnings: warnOfUnused(report, used),
  };
}

/** Mistakes found before planning, and those that are described with the jobs at hand. */
export async function foundIn(
  jobs: readonly Job[],
  { found, describe }: Pick<PlanTools, 'found' | 'describe'>,
): Promise<readonly Diagnostic[]> {
  return [...(found ?? []), ...((await describe?.(jobs)) ?? [])];
}

/**
 * Ends the stage: throws a ReportError where there is a fault of the jobs, one that was found before, or a wrong name.
 * Names of an experiment that could not be planned are taken to be right: its own mistake is among the faults.
 */
export function stopOnFaults(
  report: ParsedReport,
  jobs: readonly Job[],
  { faults, found }: { faults: readonly Diagnostic[]; found: readonly Diagnostic[] },
): void {
  const further = unlikeOnes(found).filter((each) => !isToldBy(faults, each));
  stopOnDiagnostics([...further, ...unlikeOnes(faults), ...checkNames(report, jobs)]);
}

/** The jobs of some experiments and what is wrong with them. */
export async function planExperiments(
  config: ReportConfig,
  experiments: readonly Experiment[],
  files: ProjectFiles,
  tools: PlanTools,
): Promise<{ jobs: readonly Job[]; faults: readonly Diagnostic[] }> {
  const versions = createPackageVersions(tools.packages, files.note);
  const report = commandFolder(tools.root, join(files.root, config.folder));
  const folders = { root: files.root, generator: tools.packages, report };
  const verifier = await createFileVerifier(folders, join(tools.cache, 'verified.json'));
  const readTask = await createTaskReader({ config, files, versions, verify: verifier.verify, ...tools });
  await tools.provideEngines(await preferredEngines(experiments, readTask, tools.engine));
  const { packages, instructionSet = 'pinned' } = tools;
  const engines = await readEngines({
    packages,
    versions,
    instructionSet,
    ...(files.note ? { note: files.note } : {}),
  });
  const runtime = await readRuntime(tools.program);
  const drafted = await Promise.all(
    experiments.map((experiment) =>
      draftJobs(experiment, { config, readTask, engines, runtime, forced: tools.engine }),
    ),
  );
  await verifier.remember();
  const faults = drafted.flatMap((each) => each.faults);
  const resolved = resolveInputs(drafted.flatMap((each) => each.drafts));
  // Inputs of a job that could not be drafted would be reported as unknown: one mistake, two complaints.
  const all = faults.length > 0 ? faults : resolved.faults;
  return { jobs: resolved.jobs, faults: unlikeOnes(all) };
}

/** The engines that jobs would run on if every one could be had. */
async function preferredEngines(
  experiments: readonly Experiment[],
  readTask: ReadTask,
  forced: EngineName | null,
): Promise<readonly EngineName[]> {
  const tasks = await Promise.all(experiments.map(({ task, taskPlace }) => readTask(task, taskPlace)));
  const preferred = tasks.flatMap((task) => {
    if (isDiagnostics(task)) return [];
    const { engines } = task.declaration;
    return (forced && engines.includes(forced) ? forced : engines[0]) ?? [];
  });
  return [...new Set(preferred)];
}

/** Whether a source that excerpts cannot be taken from is a task that cannot be bundled, for the same reason. */
function isToldBy(faults: readonly Diagnostic[], { rule, place }: Diagnostic): boolean {
  if (rule !== 'excerpt-is-valid') return false;
  return faults.some((fault) => fault.rule === 'task-compiles' && fault.place?.file === place?.file);
}

/** A mistake in what an experiment's cases share is told once, not once a case; neither is one in a source once an excerpt. */
function unlikeOnes(faults: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
