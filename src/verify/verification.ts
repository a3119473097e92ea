import type { DocumentCoverage } from '../base/coverage.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { PrintChange } from '../base/document-print.ts';
import type { Place } from '../base/place.ts';
import type { ClaimOutcome, ContentsEntry } from '../base/report.ts';
import type { Outcome, VerifiedNumber, VerifiedResult } from '../base/verification.ts';

/** What a verification found: what is written as `verification.json` and told in every other form. */
export interface Verification {
  version: 1;
  /** Title of the report. */
  report: string;
  /** Folder of its `report.yaml`, relative to its root. */
  folder: string;
  /** Data set it was built from; null for a report that offers none. */
  dataset: string | null;
  /** Full hash of the git commit that is checked out; null outside git. */
  commit: string | null;
  /** Whether files of the report differ from that commit, or are not in it; null outside git. */
  changed: boolean | null;
  /** Digest of the locked results that it was held against. */
  locks: string;
  /** `whole`: every job was computed anew; `replay`: scores from locked predictions. */
  mode: 'whole' | 'partial' | 'replay';
  /** How the jobs of a partial run were chosen; null where all were. */
  choice: JobChoice | null;
  /** What a replay did; null for any other verification. */
  replay: ReplayAccount | null;
  /** Whether it was stopped before it was through: it then says what was checked until then. */
  interrupted: boolean;
  /** This machine. */
  machine: MachineFacts;
  jobs: readonly VerifiedJob[];
  /** The headings that numbers stand under, in the document's order. */
  sections: readonly ContentsEntry[];
  numbers: readonly VerifiedNumber[];
  /** How the document is another than was locked, rewording and moving included. */
  print: readonly PrintChange[];
  claims: readonly ClaimOutcome[];
  /** Numbers by outcome. */
  counts: { readonly [outcome in Outcome]: number };
  coverage: Coverage;
  seconds: {
    /** What the jobs took, added up. */
    jobs: number;
    /** How long jobs ran, by the clock: from the start of the first to the end of the last. */
    running: number;
    /** What the whole verification took, by the clock. */
    all: number;
  };
  /** What keeps it from passing and is no number's: damaged or missing locks, jobs that failed, nothing checked. */
  faults: readonly Diagnostic[];
  /** Whether nothing differs, no claim is false without an excuse, nothing is at fault, and something was checked. */
  passed: boolean;
}

/** What whoever asked for a partial run chose, and what came of it. */
export interface JobChoice {
  /** Names as they were given: experiments, cases, tables, figures, sections, equations. */
  only: readonly string[];
  sample: number | null;
  /** Seconds by the clock. */
  budget: number | null;
  /** What the draw was seeded with: the commit, or the digest of the locked results; null where nothing was drawn. */
  seed: string | null;
  /** Names of the jobs chosen, in the order of the plan, without those they take from. */
  chosen: readonly string[];
  /** Further jobs that were run because a chosen one takes from them. */
  upstream: readonly string[];
}

/** What a replay did of what a whole verification does. */
export interface ReplayAccount {
  /** Jobs that need no tensor library and were run anew. */
  ran: readonly string[];
  /** Jobs of which results were computed again from files that are locked, predictions as a rule. */
  replayed: readonly string[];
  /**
   * Numbers by what became of them; `printed`: only printed again from locked results, which checks none of these; `given`:
   * parameters and labels, which no result is behind.
   */
  numbers: { ran: number; replayed: number; printed: number; given: number };
}

/** What was found of one job. */
export interface VerifiedJob {
  /** `experiment.case#run`, or `weights.NAME` for trained weights. */
  name: string;
  /** What its task does. */
  title: string;
  /** Where the report declares it; weights, where their manifest stands. */
  place: Place;
  /** The worst of its results; `unchecked` where it did not run. */
  outcome: Outcome;
  /** What it took; null where it did not run. */
  seconds: number | null;
  results: readonly VerifiedResult[];
  machine: {
    /** What was noted with the locked results; null where nothing was. */
    locked: MachineFacts | null;
    /** What it ran on here; null where it did not run. */
    now: MachineFacts | null;
    /** Which of `MachineFacts` are others than they were; empty where one of both is unknown. */
    differs: readonly (keyof MachineFacts)[];
  };
}

/** What the bits of a result may depend on; null for what was not noted. */
export interface MachineFacts {
  /** `Intel(R) Xeon(R) CPU @ 2.20GHz` */
  cpu: string | null;
  /** `linux x64` */
  platform: string | null;
  /** `TensorFlow 2.21.0` */
  engine: string | null;
  /** What TensorFlow's kernels use of the processor; null for engines without. */
  instructionSet: string | null;
  /** `20.19.2` */
  node: string | null;
}

/** What of the document is accounted for, and how; `coverageOf` counts all but `verified`. */
export interface Coverage extends DocumentCoverage {
  /** Of the numbers that results go into: those whose results were all computed anew and are as locked, or the machine's. */
  verified: number;
}
