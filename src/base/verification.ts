import type { PrintedCell } from './document-print.ts';
import type { ResultKind } from './kinds.ts';
import type { Place } from './place.ts';

/**
 * What a verification found of something that the document shows. `exact`: every result behind it has the same bits;
 * `tolerance`: bits differ, and the number shown is the same at its digits, or all behind it lies within what is
 * declared; `machine`: a duration, within a factor of ten; `unchecked`: a result behind it was not computed anew.
 */
export type Outcome = 'exact' | 'tolerance' | 'machine' | 'unchecked' | 'different';

/** What a verification found of one result of a job, e.g. `test.accuracy`. */
export interface VerifiedResult {
  /** By `result-id.ts`. */
  id: string;
  /** As its task declares it; a count or text compares exactly. */
  kind: ResultKind;
  outcome: Outcome;
  /** How it differs, in words for people, with the tolerance that applied; null where it does not. */
  difference: string | null;
  /** Whether it is a declared tolerance that it lies within, and not the digits shown. */
  declared?: boolean;
}

/** What a verification found of one number (or word, matrix, figure) of the document. */
export interface VerifiedNumber {
  place: Place;
  as: 'text' | 'mathematics' | 'figure';
  /** The sentence, or caption with row and column, that it stands in; plain text. */
  sentence: string;
  /** Id of the heading that it stands under; null before the first. */
  section: string | null;
  /** Of a cell alone. */
  cell: PrintedCell | null;
  expression: string;
  format: string | null;
  /** As the locked results print it, and as those of this run do, in mathematics as TeX; null for data and pictures. */
  locked: string | null;
  now: string | null;
  outcome: Outcome;
  /** Why it is `different` or within tolerance, in words for people; null for the others. */
  reason: string | null;
  /** Results behind it, by `result-id.ts`. */
  results: readonly string[];
}
