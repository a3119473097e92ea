import { isQuoted, listShown, type Shown } from './origins.ts';
import type { ClaimOutcome, DeclaredLiteral, FilledDocument } from './report.ts';

/** What of a document is accounted for, and how. */
export interface DocumentCoverage {
  /** All numbers that the document shows: bound, published, literal. A word or a matrix of a result counts as one, a figure as none. */
  numbers: number;
  /** From results and parameters of jobs, also where published figures went in. */
  bound: number;
  /** Shown as they were published, or worked out of published figures alone. */
  published: number;
  literal: number;
  claims: number;
}

/** Counts over a whole filled document. */
export function coverageOf(document: FilledDocument): DocumentCoverage {
  return countCoverage(listShown(document), document);
}

/** The same before the document is whole: of what it shows, literals and claims. */
export function countCoverage(
  shown: readonly Shown[],
  declared: { literals: readonly DeclaredLiteral[]; claims: readonly Pick<ClaimOutcome, 'held'>[] },
): DocumentCoverage {
  const numbers = shown.filter(({ as }) => as !== 'figure');
  const published = numbers.filter(({ origin }) => isQuoted(origin)).length;
  const literal = declared.literals.length;
  return {
    numbers: numbers.length + literal,
    bound: numbers.length - published,
    published,
    literal,
    claims: declared.claims.length,
  };
}
