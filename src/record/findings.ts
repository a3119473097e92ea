import { isRefuted } from '../base/judgement.ts';
import * as messages from '../base/messages/verification.ts';
import { isOfRun, splitResultId } from '../base/result-id.ts';
import type { VerifiedNumber, VerifiedResult } from '../base/verification.ts';
import { isDifference } from '../print/is-difference.ts';
import { isGiven } from '../verify/sum-up.ts';
import type { MachineFacts, Verification, VerifiedJob } from '../verify/verification.ts';

/** What every form of the account tells, worked out once. */
export interface Findings {
  /** First line of all where not everything was checked; null where it was. */
  partial: string | null;
  verdict: string;
  /** How many jobs were computed, and how long it took. */
  effort: string;
  /** Of numbers, which figures are not. */
  total: number;
  differences: readonly Difference[];
  machines: readonly MachineComparison[];
}

/** Results that differ and go into the same numbers; or numbers that differ though no single result does. */
export interface Difference {
  results: readonly VerifiedResult[];
  jobs: readonly VerifiedJob[];
  /** Every place of the document that shows it; none for results that it does not show. */
  numbers: readonly VerifiedNumber[];
}

/** Jobs that were locked on one machine, and computed anew on one. */
export interface MachineComparison {
  locked: MachineFacts | null;
  now: MachineFacts;
  differs: readonly (keyof MachineFacts)[];
  jobs: readonly string[];
}

/** Works out what a verification found, in the order in which it is told. */
export function listFindings(verification: Verification): Findings {
  const { counts, numbers, passed, jobs, mode, interrupted, seconds } = verification;
  const total = messages.outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const isPartial = mode !== 'whole' || interrupted || counts.unchecked > 0;
  const given = numbers.filter((number) => number.as !== 'figure' && isGiven(number)).length;
  const computed = jobs.filter((job) => job.seconds !== null).length;
  const differences = listDifferences(verification);
  return {
    partial: isPartial ? messages.partial(total - counts.unchecked, total, interrupted) : null,
    verdict: messages.verdict(passed, isPartial, failingsOf(verification, differences)),
    effort: messages.howLong(seconds, { computed, of: jobs.length }) + messages.givenApart(given),
    total,
    differences,
    machines: compareMachines(jobs),
  };
}

function failingsOf(verification: Verification, differences: readonly Difference[]): messages.Failings {
  const { counts, numbers, print, claims, faults, interrupted } = verification;
  const unseen = differences.filter((difference) => difference.numbers.length === 0);
  const figures = numbers.filter(({ as, outcome }) => as === 'figure' && outcome === 'different');
  return {
    numbers: counts.different,
    figures: figures.filter((figure) => !isOfWords(figure)).length,
    alternatives: figures.filter(isOfWords).length,
    results: unseen.reduce((sum, { results }) => sum + results.length, 0),
    print: print.filter(isDifference).length,
    claims: claims.filter(isRefuted).length,
    faults: faults.length,
    interrupted,
  };
}

/** Whether it is a number in the alternative text of a figure, and not what the figure draws. */
function isOfWords({ locked, now }: VerifiedNumber): boolean {
  return locked !== null || now !== null;
}

/** How many claims hold, and how many of all were judged by results that nobody computed anew. */
export function claimsWords({ claims, jobs }: Verification): string {
  const computed = new Set(jobs.filter(({ seconds }) => seconds !== null).map(({ name }) => name));
  const checked = new Set(
    jobs.flatMap(({ results }) =>
      results.filter(({ outcome }) => outcome !== 'unchecked').map(({ id }) => id),
    ),
  );
  const held = claims.filter((claim) => claim.held).length;
  // What a run took is measured anew by any run; all else is checked only where it was held against what is locked.
  const isChecked = (id: string): boolean =>
    checked.has(id) || (isOfRun(id) && computed.has(splitResultId(id).job));
  const open = claims.filter(({ results }) => !results.every(isChecked)).length;
  return messages.claimsHold(held, claims.length, open);
}

/** In the order of the document; what it does not show comes last. */
function listDifferences({ jobs, numbers }: Verification): Difference[] {
  const differing = new Map<string, VerifiedResult>();
  for (const job of jobs)
    for (const result of job.results) if (result.outcome === 'different') differing.set(result.id, result);
  const groups = new Map<string, { results: VerifiedResult[]; numbers: VerifiedNumber[] }>();
  for (const number of numbers) {
    const results = number.results.flatMap((id) => differing.get(id) ?? []);
    // What prints alike all the same is a place of the result that differs.
    if (number.outcome !== 'different' && results.length === 0) continue;
    const key = results.length === 0 ? `\0${number.expression}` : results.map(({ id }) => id).join('\0');
    const group = groups.get(key) ?? { results, numbers: [] };
    group.numbers.push(number);
    groups.set(key, group);
  }
  const shown = new Set([...groups.values()].flatMap(({ results }) => results));
  const unseen = [...differing.values()].filter((result) => !shown.has(result));
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const all = [...groups.values(), ...unseen.map((result) => ({ results: [result], numbers: [] }))];
  return all.map((group) => ({ ...group, jobs: jobsBehind(group, byName) }));
}

function jobsBehind(
  { results, numbers }: Pick<Difference, 'results' | 'numbers'>,
  jobs: ReadonlyMap<string, VerifiedJob>,
): VerifiedJob[] {
  const ids = results.length > 0 ? results.map(({ id }) => id) : numbers.flatMap((number) => number.results);
  return jobNames(ids).flatMap((name) => jobs.get(name) ?? []);
}

/** The jobs that gave some results, each once. */
export function jobNames(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => splitResultId(id).job))];
}

function compareMachines(jobs: readonly VerifiedJob[]): MachineComparison[] {
  const found = new Map<string, MachineComparison & { jobs: string[] }>();
  for (const { name, machine } of jobs) {
    const { locked, now, differs } = machine;
    if (now === null) continue;
    const key = JSON.stringify([locked, now]);
    const same = found.get(key) ?? { locked, now, differs, jobs: [] };
    same.jobs.push(name);
    found.set(key, same);
  }
  return [...found.values()];
}

/** What of the machine is another than when a job was locked, in words. */
export function machineWords({ machine }: VerifiedJob): string {
  const { locked, now, differs } = machine;
  if (now === null) return messages.notRun();
  if (locked === null) return messages.unknownMachine();
  if (differs.length === 0) return messages.sameMachine();
  return messages.otherMachine(differs.map((fact) => ({ fact, locked: locked[fact], now: now[fact] })));
}

/** Whether a fact of the machine is as it was, in a word. */
export function sameness({ locked, now }: MachineComparison, fact: keyof MachineFacts): string {
  const [was, is] = [locked?.[fact] ?? null, now[fact]];
  return was === null || is === null
    ? messages.factUnknown()
    : was === is
      ? messages.factSame()
      : messages.factDiffers();
}

/** What a number was and is, `0.81 → 0.82`, or what stands in the place of a text. */
export function changeOf({ locked, now, as }: VerifiedNumber): string {
  if (locked !== null && locked === now) return messages.printsAlike(now);
  if (locked !== null || now !== null) return messages.fromTo(locked, now);
  return as === 'figure' ? messages.figureDiffers() : messages.formulaDiffers();
}
