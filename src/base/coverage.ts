import { listShown, type Shown } from './origins.ts';
import type { ClaimOutcome, DeclaredLiteral, FilledDocument } from './report.ts';

/** What of a document is accounted for, and how. */
export interface DocumentCoverage {
  /** All numbers that the document shows: bound, published, literal. A word or a matrix of a result counts as one, a figure as none. */
  numbers: number;
  /** From results and parameters of jobs. */
  bound: number;
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
  const published = numbers.filter(({ origin }) => origin.published).length;
  const literal = declared.literals.length;
  return {
    numbers: numbers.length + literal,
    bound: numbers.length - published,
    published,
    literal,
    claims: declared.claims.length,
  };
}
