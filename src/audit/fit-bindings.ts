import { tryPrintValue } from '../base/language/print.ts';
import { scalar } from '../base/language/value.ts';
import type { WrittenNumber } from './find-numbers.ts';
import type { Candidate } from './list-candidates.ts';
import type { Passage, Takes } from './passage.ts';
import { canonicalNumber, readNumber, type ReadNumber } from './read-number.ts';

/** A binding that prints a number exactly as it is written. */
export interface Fit {
  /** Ready to paste. */
  binding: string;
  /** The result, parameter or published figure that it shows. */
  shows: string;
  /** The same of two fits means that nothing but their length tells which is meant. */
  rank: number;
}

/** Whether it shows a published figure, not what a run here made. */
export function isPublished({ shows }: Fit): boolean {
  return shows.startsWith('published.');
}

interface Found {
  expression: string;
  format: string | null;
  candidate: Candidate;
}

/** Finds what could stand in a number's place, the best fit first. */
export type FitBindings = (number: WrittenNumber & { passage: Pick<Passage, 'takes' | 'near'> }) => Fit[];

/**
 * Prepares the search among candidates: a number costs as many steps as there are candidates of about its value. Those of
 * the section's own experiments come first, then those whose value is the very number, then the shortest.
 */
export function createFitBindings(candidates: readonly Candidate[]): FitBindings {
  const sorted = [...candidates].sort((a, b) => a.number - b.number);
  return ({ passage, percent, text }) => {
    const read = readNumber(text);
    if (read === null) return [];
    const { value } = read;
    const plain = within(sorted, read, 1).flatMap((one) => fitAs(one, one.expression, read) ?? []);
    const shares = percent ? within(sorted, read, 100).flatMap((one) => fitShare(one, read) ?? []) : [];
    const told = new Set(plain.map(({ candidate }) => candidate.expression));
    return [...plain, ...shares.filter(({ candidate }) => !told.has(candidate.expression))]
      .map((one) => ({ one, rank: rankOf(one.candidate, value, passage.near) }))
      .sort((a, b) => a.rank - b.rank || a.one.expression.length - b.one.expression.length)
      .map(({ one, rank }) => ({
        binding: write(one, passage.takes),
        shows: one.candidate.expression,
        rank,
      }));
  };
}

function rankOf({ experiment, number }: Candidate, value: number, near: ReadonlySet<string>): number {
  return (experiment !== null && near.has(experiment) ? 0 : 2) + (number === value ? 0 : 1);
}

/** Those that a number may be the print of, times a factor; rounding may go either way at the half. */
function within(
  sorted: readonly Candidate[],
  { value, tolerance }: ReadNumber,
  factor: number,
): readonly Candidate[] {
  const most = tolerance * 1.000001;
  const from = firstNotBelow(sorted, (value - most) / factor);
  let to = from;
  while ((sorted[to]?.number ?? Infinity) * factor <= value + most) to += 1;
  return sorted.slice(from, to);
}

function firstNotBelow(sorted: readonly Candidate[], number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.number ?? Infinity) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `97.3 %` may show a share, times a hundred, as well as a number of percents. */
function fitShare(candidate: Candidate, read: ReadNumber): Found | null {
  const number = candidate.number * 100;
  return fitAs({ ...candidate, number, scalar: scalar(number) }, `100 * ${candidate.expression}`, read);
}

function fitAs(candidate: Candidate, expression: string, read: ReadNumber): Found | null {
  // A small whole number is a count, and a fraction that rounds to it another thing.
  if (read.tolerance === 0.5 && read.value < 100 && !Number.isInteger(candidate.number)) return null;
  for (const format of printsBare(candidate) ? [null, ...read.formats] : read.formats) {
    if (prints(candidate, format, read.canonical)) return { candidate, expression, format };
  }
  return null;
}

/** Whether it prints without a format; asking the printer would make an error of each that does not. */
function printsBare({ scalar: { spec, written, value } }: Candidate): boolean {
  if (written !== null) return true;
  return spec === null ? Number.isInteger(value) : spec.kind !== 'metric' || spec.format !== undefined;
}

function prints(candidate: Candidate, format: string | null, canonical: string): boolean {
  const printed = tryPrintValue(candidate.scalar, format);
  return printed !== null && canonicalNumber(printed) === canonical;
}

function write({ expression, format }: Found, takes: Takes): string {
  if (takes === 'data') return expression;
  if (takes === 'tex') return `\\result${format === null ? '' : `[${format}]`}{${expression}}`;
  return `:value[${expression}]${format === null ? '' : `{format="${format}"}`}`;
}
