import type { Literal, Node, Parent, PhrasingContent } from 'mdast';

import type { Json } from './json.ts';
import type { Place } from './place.ts';
import type { FallbackName } from './results.ts';

/*
 * Nodes that `fill` puts in the place of the author's bindings: answers, plain to write. `tree.ts` holds the questions,
 * and tells mdast of both.
 */

/** A number (or word) of a result as printed, with what a reviewer needs to find it again. */
export interface PrintedNode extends Literal {
  type: 'printed';
  value: string;
  origin: Origin;
}

export interface Origin {
  expression: string;
  place: Place;
  /** As written; null where the kind's own is used, or no text is printed. */
  format: string | null;
  /** What was printed, unrounded; null for what is no single value: a matrix, a figure's data. */
  value: number | string | boolean | null;
  /** As printed where no node of its own holds that: within mathematics (as TeX) and alternative texts. */
  printed?: string;
  /** Names of the jobs whose results went in; empty for a published figure. */
  jobs: readonly string[];
  /** Their results that went in, by `result-id.ts`. */
  results: readonly string[];
  published: boolean;
  /** Paths of the published figures that went in, `published.mlp.baseline.f1`. */
  quoted: readonly string[];
  /** Whether a duration went in, which is the machine's: no other run gives it again. */
  timed: boolean;
  /** What else than the preferred engine gave it; the print carries a mark for each. */
  fallback: readonly FallbackName[];
}

export interface CaptionedTableNode extends Parent {
  type: 'captionedTable';
  /** The caption. */
  children: PhrasingContent[];
  id: string | null;
  /** `Table 3` */
  label: string;
  /** Null where the author of a hand-written table left it open. */
  align: readonly ('left' | 'center' | 'right' | null)[];
  head: readonly (readonly PhrasingContent[])[];
  rows: readonly (readonly (readonly PhrasingContent[])[])[];
  place: Place;
}

export interface CaptionedFigureNode extends Parent {
  type: 'captionedFigure';
  /** The caption. */
  children: PhrasingContent[];
  id: string | null;
  /** `Figure 2` */
  label: string;
  alt: string;
  picture: Picture;
  /** What its data, its picture and the values in `alt` came from; none for a picture from a file. */
  origins: readonly Origin[];
  place: Place;
}

export type Picture =
  /** A Vega-Lite spec whose data stand in it. `name` is the spec's. */
  | { type: 'chart'; name: string; spec: Json }
  /** Pixels or a drawing; drawn pixelated when `pixels` (images of results are small). */
  | {
      type: 'bitmap';
      name: string;
      mediaType: string;
      content: Uint8Array;
      width: number;
      height: number;
      pixels: boolean;
    };

/** A display equation, TeX complete. */
export interface NumberedEquationNode extends Literal {
  type: 'numberedEquation';
  value: string;
  /** Its TeX without the marks of `origins`: the same whatever engine was at hand. */
  unmarked: string;
  id: string | null;
  /** `(3)` without the brackets; null where the equation has no label. */
  number: number | null;
  /** What the results in it came from, in order; their marks stand in the TeX. */
  origins: readonly Origin[];
  place: Place;
}

/** A code excerpt: what, from which file and line. */
export interface ListingNode extends Literal {
  type: 'listing';
  value: string;
  language: string;
  file: string;
  name: string;
  line: number;
  place: Place;
}

/** A link within the document: `Table 3`, or a citation's `[2]`, to the id of its target. */
export interface InternalLinkNode extends Parent {
  type: 'internalLink';
  target: string;
  role: 'reference' | 'citation' | 'note';
  children: PhrasingContent[];
}

/** What fill adds to headings. */
export interface HeadingNumber {
  id: string;
  /** `2.1`; null for unnumbered ones (`{.unnumbered}`). */
  number: string | null;
}

/** The list of references, where the document has citations. */
export interface BibliographyNode extends Node {
  type: 'bibliography';
  entries: readonly BibliographyEntry[];
}

export interface BibliographyEntry {
  key: string;
  /** Id of the entry in the output: `ref-KEY`. */
  id: string;
  /** `[2]` or null in author-date style. */
  label: string | null;
  children: PhrasingContent[];
}
