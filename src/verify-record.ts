import { coverageOf } from './base/coverage.ts';
import { folderOfDataset } from './base/dataset.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import type { Job } from './base/job.ts';
import * as messages from './base/messages/verify.ts';
import type { ParsedReport } from './base/report.ts';
import type { VerifiedNumber } from './base/verification.ts';
import type { Plan } from './plan/plan-jobs.ts';
import type { ComparedPrint } from './print-report.ts';
import type { Project } from './project.ts';
import type { Chosen } from './verify/choose-jobs.ts';
import type { CommitState } from './verify/find-commit.ts';
import { digestOfLocks, type LockedReport } from './verify/locked-report.ts';
import { thisMachine } from './verify/machine-facts.ts';
import { countReplayed } from './verify/replay/count-replayed.ts';
import type { Replayed } from './verify/replay/replay-jobs.ts';
import type { RanAnew } from './verify/run-anew.ts';
import { countOutcomes, countVerified, faultOfNothing, passes } from './verify/sum-up.ts';
import type { Verification, VerifiedJob } from './verify/verification.ts';
import type { Filling } from './verify-documents.ts';
import type { PlannedTraining } from './verify-weights.ts';

/** What is known before anything is filled or runs. */
export interface Planned {
  plan: Plan;
  /** As it was parsed to be planned, for the first filling, which changes its trees. */
  report: ParsedReport;
  /** Of a replay the jobs to be run; null otherwise. */
  quick: readonly Job[] | null;
  training: PlannedTraining;
  locked: LockedReport;
  state: CommitState;
  /** How commands name the report. */
  named: string | null;
}

/** The same, and what the locked results show. */
export interface Prepared extends Planned {
  /** The document as the locked results fill it. */
  before: Filling;
  /** What the sources changed of the locked document. */
  print: ComparedPrint;
}

/** All that a verification knows when everything has run. */
export interface Sides {
  prepared: Prepared;
  chosen: Chosen;
  ran: RanAnew;
  replayed: Replayed;
  shown: Filling;
}

/** What became of each job and number. */
export interface Found {
  jobs: readonly VerifiedJob[];
  numbers: readonly VerifiedNumber[];
}

/** What the record is made from. */
export interface Sums extends Sides {
  project: Project;
  /** Whether every job was computed here. */
  isAll: boolean;
  /** Seconds since it began, by the clock. */
  seconds: number;
}

/** The record of a verification. */
export function sumUp({ jobs, numbers }: Found, sums: Sums): Verification {
  const { project, chosen, ran, replayed, shown, prepared, isAll, seconds } = sums;
  const { title, folder, dataset } = project.config;
  const counts = countOutcomes(numbers);
  const coverage = shown.document ? coverageOf(shown.document) : noCoverage;
  const claims = shown.document?.claims ?? [];
  const found = {
    jobs,
    numbers,
    print: prepared.print.changes,
    claims,
    interrupted: ran.interrupted,
    faults: faultsOf(jobs, sums),
  };
  return {
    version: 1,
    report: title,
    folder,
    dataset: folderOfDataset(dataset),
    ...prepared.state,
    locks: digestOfLocks(prepared.locked),
    mode: prepared.quick ? 'replay' : isAll ? 'whole' : 'partial',
    choice: chosen.choice,
    replay: prepared.quick
      ? countReplayed(numbers, {
          ran: [...ran.results.keys()],
          replayed: replayed.jobs.map(({ job }) => job),
        })
      : null,
    machine: thisMachine(),
    sections: shown.document?.contents ?? [],
    ...found,
    counts,
    coverage: { ...coverage, verified: countVerified(counts) },
    seconds: { jobs: sumOf(jobs), running: ran.seconds, all: seconds },
    passed: passes(found),
  };
}

function sumOf(jobs: readonly VerifiedJob[]): number {
  return jobs.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
}

function faultsOf(
  jobs: readonly VerifiedJob[],
  { chosen, ran, replayed, shown, prepared }: Sides,
): readonly Diagnostic[] {
  const { locked, print } = prepared;
  const faults = [
    ...locked.faults,
    ...print.faults,
    ...unfilled(prepared),
    ...chosen.faults,
    ...ran.faults,
    ...replayed.faults,
    ...shown.faults,
  ];
  if (ran.interrupted) return faults;
  return [...faults, ...faultOfNothing({ jobs, faults }, messages.nothingChecked(chosen.choice !== null))];
}

const noCoverage = { numbers: 0, bound: 0, published: 0, literal: 0, claims: 0 };

/** Where all is locked and does not fill the document. */
function unfilled({ before, named }: Prepared): readonly Diagnostic[] {
  const [first] = before.faults;
  if (!first) return [];
  const message = messages.lockFillsNothing(first.message, named);
  return [{ rule: 'lock-fits', message, ...(first.place ? { place: first.place } : {}) }];
}
