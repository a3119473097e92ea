import { availableParallelism } from 'node:os';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/verify.ts';
import { expectedSeconds, type Durations } from '../plan/durations.ts';
import { type Candidate, drawJobs } from './draw-jobs.ts';
import { jobsNamed, type Named } from './jobs-named.ts';
import type { JobChoice } from './verification.ts';

/** What whoever verifies asks for; all jobs where nothing is. */
export interface Asked {
  only: readonly string[];
  sample: number | null;
  /** Seconds. */
  budget: number | null;
  /** Jobs at a time; null for as many as cores. */
  jobs: number | null;
}

/** What it is chosen from. */
export interface Choosable extends Named {
  /** Of the report, in the order of the plan, before those that train weights. */
  jobs: readonly Job[];
  /** Those that train weights. */
  training: readonly Job[];
  durations: Durations;
  /** What a draw is seeded with. */
  seed: string;
}

/** The jobs to run, in the order of the plan. */
export interface Chosen {
  jobs: readonly Job[];
  /** Null where all are. */
  choice: JobChoice | null;
  /** Seconds by the clock that they are expected to take; null where nothing is known. */
  seconds: number | null;
  /** Why what was chosen would prove nothing. */
  faults: readonly Diagnostic[];
}

/** Chooses the jobs; those that they take results from are run as well. Throws a UsageError for names that nothing has. */
export function chooseJobs(asked: Asked, from: Choosable): Chosen {
  const all = [...from.jobs, ...from.training];
  const slots = asked.jobs ?? availableParallelism();
  const { only, sample, budget } = asked;
  if (only.length === 0 && sample === null && budget === null)
    return { jobs: all, choice: null, seconds: expect(all, from.durations, slots), faults: [] };
  // Weights are trained in whole runs, or where they are named.
  const named = only.length > 0 ? jobsNamed(only, from) : null;
  const open = named === null ? from.jobs : all.filter(({ name }) => named.has(name));
  const drawn = drawJobs(candidates(open, all, from.durations), {
    sample,
    budget: budget === null ? null : { seconds: budget, slots },
    seed: from.seed,
  });
  const faults = 'least' in drawn ? [tooSmall(budget ?? 0, drawn.least)] : [];
  const names = new Set('least' in drawn ? [] : drawn.map(({ name }) => name));
  const needed = withUpstream(names, all);
  const jobs = all.filter(({ name }) => needed.has(name));
  return {
    jobs,
    choice: {
      only,
      sample,
      budget,
      seed: sample === null && budget === null ? null : from.seed,
      chosen: jobs.flatMap(({ name }) => (names.has(name) ? [name] : [])),
      upstream: jobs.flatMap(({ name }) => (names.has(name) ? [] : [name])),
    },
    seconds: expect(jobs, from.durations, slots),
    faults,
  };
}

function tooSmall(budget: number, least: number | null): Diagnostic {
  return { rule: 'something-is-checked', message: messages.budgetTooSmall(budget, least) };
}

function candidates(open: readonly Job[], all: readonly Job[], durations: Durations): Candidate[] {
  return open.map((job) => ({
    name: job.name,
    experiment: job.experiment,
    task: job.bundle.task,
    seconds: expectedSeconds(durations, job.name, job.bundle.task),
    upstream: [...withUpstream(new Set([job.name]), all)].filter((name) => name !== job.name),
  }));
}

/** Some jobs and all that they take results from. */
function withUpstream(names: ReadonlySet<string>, jobs: readonly Job[]): Set<string> {
  const needed = new Set(names);
  // Every job stands behind those it takes from.
  for (const job of [...jobs].reverse()) {
    if (needed.has(job.name)) for (const input of Object.values(job.inputs)) needed.add(input.job);
  }
  return needed;
}

function expect(jobs: readonly Job[], durations: Durations, slots: number): number | null {
  const known = jobs.flatMap(({ name, bundle }) => expectedSeconds(durations, name, bundle.task) ?? []);
  if (known.length === 0) return null;
  return Math.max(...known, known.reduce((sum, seconds) => sum + seconds, 0) / slots);
}
