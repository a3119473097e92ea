import { createRandom, type Random } from '../base/random.ts';

/** A job that may be drawn. */
export interface Candidate {
  name: string;
  experiment: string;
  task: string;
  /** What it took before; null where nothing is known. */
  seconds: number | null;
  /** Names of all jobs that it takes results from, directly or by others. */
  upstream: readonly string[];
}

/** How jobs are to be drawn. */
export interface Drawing {
  /** How many, or null. */
  sample: number | null;
  /** Seconds by the clock, with so many jobs at a time; or null. */
  budget: { seconds: number; slots: number } | null;
  /** The same seed, the same jobs. */
  seed: string;
}

/** A budget that reaches no long job: the seconds that the shortest of them needs, null where that is not known. */
export interface TooSmall {
  least: number | null;
}

/** Draws jobs; all of them where neither a number nor a budget is given. */
export function drawJobs(jobs: readonly Candidate[], drawing: Drawing): readonly Candidate[] | TooSmall {
  const random = createRandom(`verify/${drawing.seed}`);
  if (drawing.sample !== null) return stratify(jobs, random.fork('sample')).slice(0, drawing.sample);
  return drawing.budget === null ? jobs : fillBudget(jobs, drawing.budget, random.fork('budget'));
}

/** All jobs in an order whose beginnings are spread: tasks take turns, within them experiments, within these cases. */
function stratify(jobs: readonly Candidate[], random: Random): Candidate[] {
  const ofTask = (own: readonly Candidate[]): Candidate[] =>
    takeTurns(
      groupBy(own, ({ experiment }) => experiment).map((each) => shuffle(each, random)),
      random,
    );
  return takeTurns(groupBy(jobs, ({ task }) => task).map(ofTask), random);
}

function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return [...groups.values()];
}

function takeTurns<Item>(lists: readonly (readonly Item[])[], random: Random): Item[] {
  const order = shuffle(lists, random);
  const rounds = Math.max(0, ...order.map((list) => list.length));
  return Array.from({ length: rounds }, (_, round) =>
    order.flatMap((list) => list.slice(round, round + 1)),
  ).flat();
}

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  return [...random.permutation(items.length)].flatMap((index) => items.slice(index, index + 1));
}

/** Seconds that every job takes beside its own: its process, its engine. */
const start = 0.3;

/** A share of the budget is for the longest jobs, or it would reach cheap ones alone. */
const shareOfLong = 0.5;

/** What was taken of a budget so far. */
interface Purse {
  known: ReadonlyMap<string, number>;
  /** Names of the jobs that are paid for, upstream ones included. */
  paid: Set<string>;
  /** Seconds of work. */
  spent: number;
}

function fillBudget(
  jobs: readonly Candidate[],
  { seconds, slots }: NonNullable<Drawing['budget']>,
  random: Random,
): readonly Candidate[] | TooSmall {
  const known = new Map(
    jobs.flatMap((job) => (job.seconds === null ? [] : [[job.name, job.seconds + start] as const])),
  );
  const purse: Purse = { known, paid: new Set(), spent: 0 };
  const whole = seconds * slots;
  const fits = (job: Candidate): boolean => aloneCost(job, known) <= seconds;
  const long = longJobs(jobs, known);
  const first = shuffle(long, random).filter((job) => fits(job) && pay(job, purse, whole * shareOfLong));
  // One that takes more than the share, but not more than all.
  const fallback =
    first.length > 0 ? undefined : byCost(long, known).find((job) => fits(job) && pay(job, purse, whole));
  if (first.length === 0 && !fallback) return { least: leastOf(long, known) };
  const taken = new Set([...first, ...(fallback ? [fallback] : [])]);
  const rest = stratify(
    jobs.filter((job) => !taken.has(job)),
    random,
  );
  for (const job of rest) if (fits(job) && pay(job, purse, whole)) taken.add(job);
  return jobs.filter((job) => taken.has(job));
}

/** The fewest jobs that take half of the time of all. */
function longJobs(jobs: readonly Candidate[], known: ReadonlyMap<string, number>): Candidate[] {
  const sorted = jobs
    .filter(({ name }) => known.has(name))
    .sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
  const half = sorted.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) / 2;
  let before = 0;
  return sorted.filter(({ seconds }, index) => {
    const isLong = index === 0 || before < half;
    before += seconds ?? 0;
    return isLong;
  });
}

function byCost(jobs: readonly Candidate[], known: ReadonlyMap<string, number>): Candidate[] {
  return [...jobs].sort((a, b) => aloneCost(a, known) - aloneCost(b, known));
}

function leastOf(jobs: readonly Candidate[], known: ReadonlyMap<string, number>): number | null {
  const least = Math.min(...jobs.map((job) => aloneCost(job, known)));
  return Number.isFinite(least) ? least : null;
}

/** With all that it takes from, one after the other; Infinity where some of it is not known. */
function aloneCost(job: Candidate, known: ReadonlyMap<string, number>): number {
  return costOf([job.name, ...job.upstream], known);
}

function costOf(names: readonly string[], known: ReadonlyMap<string, number>): number {
  return names.reduce((sum, name) => sum + (known.get(name) ?? Number.POSITIVE_INFINITY), 0);
}

/** Whether there was enough left up to `limit` for a job and what it takes from. */
function pay(job: Candidate, purse: Purse, limit: number): boolean {
  const names = [job.name, ...job.upstream].filter((name) => !purse.paid.has(name));
  const cost = costOf(names, purse.known);
  if (purse.spent + cost > limit) return false;
  purse.spent += cost;
  for (const name of names) purse.paid.add(name);
  return true;
}
