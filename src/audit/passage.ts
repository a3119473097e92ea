import type { Nodes } from 'mdast';

import type { Place } from '../base/place.ts';

/** A run of readable text, whatever its dress: a paragraph, a cell, an alternative text, a formula. */
export interface Passage {
  /** How a binding is written in it: as a directive, as TeX, or not at all. */
  takes: 'directive' | 'tex' | 'nothing';
  stands: Standing;
  /** Bindings, code, references and whatever else is no text of the author's stand in it as {@link OPAQUE}. */
  text: string;
  placeAt(offset: number): Place;
  /** What of the text is not plain words, in order; what stands in another comes before it. */
  nodes: readonly PlacedNode[];
  /** Names that the expressions of its section hold: what the section is about. */
  near: ReadonlySet<string>;
}

/** Where a passage stands: what is quoted is another's, and what is behind a condition on results follows them. */
export type Standing = 'prose' | 'title' | 'header' | 'alternative' | 'formula' | 'quote' | 'when';

/** A node of the author's language, and where it stands in its passage. */
export interface PlacedNode {
  from: number;
  to: number;
  node: Nodes;
}

/** Stands for what is no text. */
export const OPAQUE = '\ufffc';

/** Passages as they are found. */
export interface Gathering {
  passages: Passage[];
  /** Of the section that is being walked; it grows until the section ends. */
  near: Set<string>;
  /** Of what is being walked. */
  stands: Standing;
}
