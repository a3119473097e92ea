import type { Place } from '../base/place.ts';
import type { LiteralNode } from '../base/tree.ts';

/** A run of readable text, whatever its dress: a paragraph, a cell, an alternative text, a formula, words of a figure. */
export interface Passage {
  takes: Takes;
  stands: Standing;
  /** Bindings, code, references and whatever else is no text of the author's stand in it as {@link OPAQUE}. */
  text: string;
  placeAt(offset: number): Place;
  /** What of the text answers for comparisons, in order; what stands in another comes before it. */
  marks: readonly Mark[];
  /** Names that the expressions of its section hold: what the section is about. */
  near: ReadonlySet<string>;
}

/** How a binding is written in it: as a directive, as TeX, as data of the figure, or not at all (a title, output in code). */
export type Takes = 'directive' | 'tex' | 'data' | 'nothing' | 'code';

/** Where a passage stands: what is quoted is another's, and what is behind a condition on results follows them. */
export type Standing =
  'prose' | 'title' | 'header' | 'alternative' | 'formula' | 'quote' | 'when' | 'output' | 'figure';

/** A node of the author's language that bears upon the comparisons around it, and where it stands in its passage. */
export type Mark = { from: number; to: number } & MarkKind;

/**
 * `settled` answers for the words within it, or they are not the author's; a `remark` does too. A `citation` answers for
 * its sentence; a `verdict` chooses the sentence's words by results, and a `choice` what they are said of.
 */
export type MarkKind =
  { kind: 'settled' | 'citation' | 'verdict' | 'choice' } | { kind: 'remark'; place: Place };

/** A number declared with a reason, and the passage that it would be bound in. */
export interface PlacedLiteral {
  node: LiteralNode;
  /** What it shows, without its own directives. */
  text: string;
  passage: Pick<Passage, 'takes' | 'near'>;
}

/** Stands for what is no text. */
export const OPAQUE = '\ufffc';

/** Passages as they are found. */
export interface Gathering {
  passages: Passage[];
  literals: PlacedLiteral[];
  /** Of the section that is being walked; it grows until the section ends. */
  near: Set<string>;
  /** Of what is being walked. */
  stands: Standing;
  /** The figures' specs met so far, by name, and what the section of the first figure is about. */
  specs: Map<string, ReadonlySet<string>>;
}
