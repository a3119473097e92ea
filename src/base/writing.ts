import type { Place } from './place.ts';
import type { FigureSpec } from './report.ts';

/** What of a report's writing can be checked before there are results: TeX and specs. */
export interface Writing {
  formulas: readonly DraftFormula[];
  specs: readonly NamedSpec[];
}

/** A formula with a number of no meaning in the place of each result. */
export interface DraftFormula {
  tex: string;
  /** As the author wrote it, to be told by. */
  written: string;
  display: boolean;
  place: Place;
  /** The place of the character at `offset` of `tex`. */
  at(offset: number): Place;
}

/** A spec, and where the first figure names it. */
export interface NamedSpec extends FigureSpec {
  place: Place;
}
