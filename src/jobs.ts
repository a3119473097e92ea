import type { Choices } from './base/choices.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import * as messages from './base/messages/check.ts';
import { compareWithLock, type LockState } from './lock/fits.ts';
import { createLockReader } from './lock/read-locks.ts';
import { commandReport } from './plan/command-folder.ts';
import { expectedSeconds } from './plan/durations.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { reasonsToRun, type Reason } from './plan/reasons.ts';
import { type Generator, openProject } from './project.ts';
import { readLastRun } from './run/last-run.ts';
import { examineJobs, type JobState, standInOf } from './run/examine-jobs.ts';

/** A job as `report jobs --json` tells of it. */
export interface JobLine extends LockState {
  job: string;
  task: string;
  /**
   * `stored`; `runs`, for `why`; `waits` for other jobs, before which its key is not known. Where it cannot run here:
   * `locked`, where the locked results stand in, else `unable`.
   */
  state: 'stored' | 'runs' | 'waits' | 'locked' | 'unable';
  why: readonly Reason[];
  waitsFor: readonly string[];
  /** What it took, or is expected to take; null where nothing is known. */
  seconds: number | null;
  key: string | null;
}

/** The jobs of a report, and what of its experiments deserves a look. */
export interface ListedJobs {
  jobs: readonly JobLine[];
  warnings: readonly Diagnostic[];
}

/** Lists the jobs of a report: whether they would run, how they stand to the locked results, what they cost. Runs nothing. */
export async function listJobs(
  folder: string,
  options: { generator: Generator } & Choices,
): Promise<ListedJobs> {
  const project = await openProject(folder, options.generator, options);
  const { cache, config, files } = project;
  const { plan } = await planReport(project, options);
  const locks = createLockReader({ config, files, named: commandReport(options.generator.root, project) });
  const states = await examineJobs(plan, { cache, findStandIn: standInsOf(project, options.generator) });
  const lines: JobLine[] = [];
  for (const job of plan.jobs) {
    const { name } = job;
    const state = states.get(name);
    if (!state) continue;
    const expected = expectedSeconds(plan.durations, name, job.bundle.task);
    lines.push({
      job: name,
      task: job.bundle.task,
      ...(await describeState(name, state, cache)),
      ...(await compareWithLock(job, state, locks)),
      seconds: state.entry?.record.seconds ?? expected,
      key: state.keyed?.key ?? null,
    });
  }
  return { jobs: lines, warnings: plan.warnings };
}

async function describeState(
  name: string,
  state: JobState,
  cache: string,
): Promise<Pick<JobLine, 'state' | 'why' | 'waitsFor'>> {
  const { keyed, entry, hindered, waitsFor } = state;
  if (standInOf(state)) return { state: 'locked', why: [], waitsFor };
  if (hindered && !entry) return { state: 'unable', why: [], waitsFor };
  if (!keyed) return { state: 'waits', why: [], waitsFor };
  if (entry) return { state: 'stored', why: [], waitsFor };
  const last = await readLastRun(cache, name);
  return { state: 'runs', why: reasonsToRun(last?.parts ?? null, keyed.parts), waitsFor };
}

/** The jobs as a table for people, columns aligned. */
export function showJobs(jobs: readonly JobLine[]): readonly string[] {
  if (jobs.length === 0) return [messages.noJobs()];
  const rows = [[...messages.jobHeaders], ...jobs.map(cellsOf)];
  const widths = messages.jobHeaders.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf(line: JobLine): string[] {
  return [
    line.job,
    stateWords(line),
    lockedWords(line),
    messages.cost(line.seconds),
    line.key?.slice(0, 12) ?? '',
  ];
}

function stateWords({ state, why, waitsFor }: JobLine): string {
  switch (state) {
    case 'stored':
      return messages.isStored();
    case 'runs':
      return messages.wouldRun(why);
    case 'waits':
      return messages.waits(waitsFor);
    case 'locked':
      return messages.showsLocked();
    case 'unable':
      return messages.isUnable();
  }
}

function lockedWords({ locked, reasons }: JobLine): string {
  switch (locked) {
    case 'equal':
      return messages.lockedEqual();
    case 'differs':
      return messages.lockedDiffers(reasons);
    case 'none':
      return messages.lockedMissing();
    case 'damaged':
      return messages.lockedDamaged();
    case 'open':
      return messages.lockedOpen();
  }
}
