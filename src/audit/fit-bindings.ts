import { tryPrintValue } from '../base/language/print.ts';
import { scalar } from '../base/language/value.ts';
import type { UnboundNumber } from './audit-numbers.ts';
import type { Candidate } from './list-candidates.ts';
import { canonicalNumber, readNumber, type ReadNumber } from './read-number.ts';

/** How many bindings are told for one number. */
const MOST = 3;

interface Fit {
  expression: string;
  format: string | null;
  candidate: Candidate;
}

/**
 * Bindings that print a number exactly as it is written, ready to paste, at most three: those of the section's own experiments first,
 * then those whose value is the very number, then the shortest.
 */
export function fitBindings(number: UnboundNumber, candidates: readonly Candidate[]): string[] {
  const { passage, percent, text } = number;
  if (passage.takes === 'nothing') return [];
  const read = readNumber(text);
  if (read === null) return [];
  const rank = ({ candidate, expression }: Fit): number[] => [
    candidate.experiment !== null && passage.near.has(candidate.experiment) ? 0 : 1,
    candidate.number === read.value ? 0 : 1,
    expression.length,
  ];
  const fits = candidates.flatMap((candidate) => fit(candidate, read, percent) ?? []);
  return fits
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .slice(0, MOST)
    .map(({ one }) => write(one, passage.takes));
}

/** `97.3 %` may show a share, times a hundred, as well as a number of percents. */
function fit(candidate: Candidate, read: ReadNumber, percent: boolean): Fit | null {
  const plain = fitAs(candidate, candidate.expression, read);
  if (plain !== null || !percent) return plain;
  const number = candidate.number * 100;
  return fitAs({ ...candidate, number, scalar: scalar(number) }, `100 * ${candidate.expression}`, read);
}

function fitAs(candidate: Candidate, expression: string, read: ReadNumber): Fit | null {
  // Rounding may go either way at the half.
  if (Math.abs(candidate.number - read.value) > read.tolerance * 1.000001) return null;
  // A small whole number is a count, and a fraction that rounds to it another thing.
  if (read.tolerance === 0.5 && read.value < 100 && !Number.isInteger(candidate.number)) return null;
  for (const format of [null, ...read.formats]) {
    if (prints(candidate, format, read.canonical)) return { candidate, expression, format };
  }
  return null;
}

function prints(candidate: Candidate, format: string | null, canonical: string): boolean {
  const printed = tryPrintValue(candidate.scalar, format);
  return printed !== null && canonicalNumber(printed) === canonical;
}

function write({ expression, format }: Fit, takes: UnboundNumber['passage']['takes']): string {
  if (takes === 'tex') return `\\result${format === null ? '' : `[${format}]`}{${expression}}`;
  return `:value[${expression}]${format === null ? '' : `{format="${format}"}`}`;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
