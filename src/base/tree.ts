import type {
  BlockContent,
  Data,
  DefinitionContent,
  Node,
  Paragraph,
  Parent,
  PhrasingContent,
  Table,
} from 'mdast';

import type { Experiment } from './experiment.ts';
import type {
  BibliographyNode,
  CaptionedFigureNode,
  CaptionedTableNode,
  HeadingNumber,
  InternalLinkNode,
  ListingNode,
  NumberedEquationNode,
  Origin,
  PrintedNode,
} from './filled-nodes.ts';
import type { Expression } from './expression.ts';
import type { Place } from './place.ts';

/*
 * Own nodes of the tree, mdast's maps extended so that a walk is typed without a cast. Here stand those that `parse`
 * makes, still questions; `filled-nodes.ts` holds what `fill` puts in their place.
 */

/** `:value[expression]{format=".2f"}` */
export interface ValueNode extends Node {
  type: 'value';
  expression: Expression;
  format: string | null;
  place: Place;
}

/** `:literal[28 pixels]{reason="side of an MNIST image"}`: numbers that no result accounts for, declared with a reason. */
export interface LiteralNode extends Parent {
  type: 'literal';
  /** One text, as written, in alternative texts and in TeX. */
  children: PhrasingContent[];
  /** Not blank. */
  reason: string;
  place: Place;
}

/** `:claim[sentence]{if="condition" strict}`; children are the sentence. */
export interface ClaimNode extends Parent {
  type: 'claim';
  children: PhrasingContent[];
  condition: Expression;
  /** Fails the build even where only this machine is to blame: it compares durations. */
  strict: boolean;
  place: Place;
}

/** `:remark[words]{reason="…"}`: words that compare, and that no result could refute; children are the words. */
export interface RemarkNode extends Parent {
  type: 'remark';
  children: PhrasingContent[];
  /** Not blank. */
  reason: string;
  place: Place;
}

/** `:::when{if="condition"}`: blocks that stand only where the condition holds. */
export interface WhenNode extends Parent {
  type: 'when';
  children: (BlockContent | DefinitionContent)[];
  condition: Expression;
  place: Place;
}

/** Text with values in it: alternative texts. */
export type Template = readonly (string | ValueNode | LiteralNode)[];

/** TeX with results in it. */
export type TexTemplate = readonly (string | ValueNode | LiteralNode)[];

/** `:::experiment{#mlp task=classify-windows}`; shows nothing. */
export interface ExperimentNode extends Node {
  type: 'experiment';
  experiment: Experiment;
}

/** `:::table{#tbl-x of="…"}`; children are the caption. */
export interface ResultTableNode extends Parent, RowChoice {
  type: 'resultTable';
  children: PhrasingContent[];
  id: string | null;
  of: Expression;
  columns: readonly TableColumn[];
  place: Place;
}

/** Which rows a table shows, and in which order; expressions in the scope of the row. */
export interface RowChoice {
  /** Null for all. */
  where: Expression | null;
  /** The first key that tells two rows apart decides; none keeps their order. */
  sort: readonly SortKey[];
}

export interface SortKey {
  expression: Expression;
  descending: boolean;
}

export interface TableColumn {
  /** Markdown of the header, parsed. */
  header: readonly PhrasingContent[];
  /** An expression in the scope of the row. */
  value: Expression;
  format: string | null;
  /** Left for text and right for numbers unless said. */
  align: 'left' | 'center' | 'right' | null;
  /** The set of shared columns that it is one of, which other tables have too. */
  set: string | null;
  place: Place;
}

/** `:::table{#tbl-x}` around a table in Markdown; children are the caption, where there is one, and the table. */
export interface WrittenTableNode extends Parent {
  type: 'writtenTable';
  children: (Paragraph | Table)[];
  id: string | null;
  place: Place;
}

/** The callouts that forges know: `> [!NOTE]`. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;

export type CalloutKind = (typeof calloutKinds)[number];

/** `:::figure{#fig-x spec=name of="…"}` or `:::figure{#fig-x image="job.result"}` or `{file="figures/x.png"}`; children are the caption. */
export interface ResultFigureNode extends Parent {
  type: 'resultFigure';
  children: PhrasingContent[];
  id: string | null;
  source: FigureSource;
  alt: Template;
  /** Places in the strings of `alt`. */
  altAt?: TemplatePlace;
  place: Place;
}

export type FigureSource =
  | { type: 'spec'; spec: string; specPlace: Place; data: readonly NamedData[] }
  | { type: 'image'; image: Expression }
  | { type: 'file'; path: string; pathPlace: Place };

/** Data bound by name: `of=` gives the one named `data`; a `data:` mapping in the YAML gives several. */
export interface NamedData {
  name: string;
  rows: Expression;
}

/** `::excerpt{file="src/…" name=averageAccuracy}` */
export interface ExcerptNode extends Node {
  type: 'excerpt';
  file: string;
  name: string;
  place: Place;
}

/** The place of a character of a template: the part it stands in, and its offset there. */
export type TemplatePlace = (part: number, offset: number) => Place;

/** `$$ … $$ {#eq-x}`: TeX with `\result{…}` and `\literal[reason]{…}` in it. */
export interface EquationNode extends Node {
  type: 'equation';
  id: string | null;
  tex: TexTemplate;
  /** Places in the strings of `tex`. */
  texAt?: TemplatePlace;
  place: Place;
}

/** `$…$` with `\result{…}` or `\literal[reason]{…}` in it; without any it stays mdast's `inlineMath`. */
export interface InlineEquationNode extends Node {
  type: 'inlineEquation';
  tex: TexTemplate;
  /** Places in the strings of `tex`. */
  texAt?: TemplatePlace;
  place: Place;
}

/** `@tbl-x`, `@fig-x`, `@eq-x`, `@sec-x` */
export interface CrossReferenceNode extends Node {
  type: 'crossReference';
  id: string;
  /** `[-@tbl-x]`: the number alone. */
  bare: boolean;
  place: Place;
}

/** `@key` (narrative) or `[see @a, p. 3; @b]` (parenthetical). */
export interface CitationNode extends Node {
  type: 'citation';
  narrative: boolean;
  items: readonly CitationItem[];
  place: Place;
}

export interface CitationItem {
  key: string;
  prefix: string;
  /** What follows the key, e.g. `p. 3`. */
  locator: string;
  /** `[-@key]`: the year alone. */
  suppressAuthor: boolean;
  place: Place;
}

declare module 'unist' {
  interface Data {
    /** Where the author wrote a node of mdast's own that a later stage may have to complain about: mathematics. */
    place?: Place;
    /** Places of the characters of a text, of HTML, of code and of an image's alternative text. */
    textAt?: (offset: number) => Place;
    /** Why numbers may stand in a block of output that nothing accounts for. */
    reason?: string;
    /** What the results in `inlineMath` came from, in order; their marks stand in the TeX. */
    origins?: readonly Origin[];
    /** Its TeX without their marks. */
    unmarked?: string;
    /** Places in the TeX of `inlineMath`, which is its one part. */
    texAt?: TemplatePlace;
    /** Of what a claim's sentence begins with: names of the jobs whose results its condition asks. */
    claimed?: readonly string[];
  }
}

/** Own nodes that stand within a line. */
interface OwnPhrasing {
  value: ValueNode;
  literal: LiteralNode;
  claim: ClaimNode;
  remark: RemarkNode;
  inlineEquation: InlineEquationNode;
  crossReference: CrossReferenceNode;
  citation: CitationNode;
  printed: PrintedNode;
  internalLink: InternalLinkNode;
}

/** Own nodes that stand between blocks. */
interface OwnBlocks {
  experiment: ExperimentNode;
  when: WhenNode;
  resultTable: ResultTableNode;
  writtenTable: WrittenTableNode;
  resultFigure: ResultFigureNode;
  excerpt: ExcerptNode;
  equation: EquationNode;
  captionedTable: CaptionedTableNode;
  captionedFigure: CaptionedFigureNode;
  numberedEquation: NumberedEquationNode;
  listing: ListingNode;
  bibliography: BibliographyNode;
}

declare module 'mdast' {
  interface HeadingData extends Data {
    /** Written by the author: `{#sec-x}`, `{.unnumbered}`. */
    label?: { id: string | null; unnumbered: boolean; place: Place };
    numbering?: HeadingNumber;
  }
  interface BlockquoteData extends Data {
    /** A quote that opens with `[!NOTE]`; the mark itself stands no longer in it. */
    callout?: { kind: CalloutKind };
  }
  interface PhrasingContentMap extends OwnPhrasing {}
  interface BlockContentMap extends OwnBlocks {}
  interface RootContentMap extends OwnPhrasing, OwnBlocks {}
}

/** Content that may stand at the top level of a filled document. */
export type FlowContent = BlockContent | DefinitionContent;
