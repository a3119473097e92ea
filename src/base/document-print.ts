import type { Json } from './json.ts';
import type { Place } from './place.ts';

/*
 * The print of a document: everything that it shows of results, as it is shown and where. It is locked beside the
 * results, so that a swapped column, an edited expression or a changed format is seen, and not only another result.
 * What is the machine's, durations, has its place in it and no text.
 */

/** Everything that a filled document shows of results and published figures. */
export interface DocumentPrint {
  /** In reading order, one for each that `listShown` lists. */
  numbers: readonly PrintedNumber[];
  /** Those with numbers in them. */
  tables: readonly PrintedTable[];
  figures: readonly PrintedFigure[];
  claims: readonly PrintedClaim[];
}

/** Where within a document something of a result stands. */
export type PrintedWhere =
  'prose' | 'heading' | 'caption' | 'cell' | 'alternative' | 'mathematics' | 'figure';

/** A number, word, matrix or figure's data that a document shows. */
export interface PrintedNumber {
  place: Place;
  /** As `Shown.as`. */
  as: 'text' | 'mathematics' | 'figure';
  where: PrintedWhere;
  /** Id of the heading that it stands below; null above the first. */
  heading: string | null;
  /** Of a cell alone. */
  cell: PrintedCell | null;
  /** Plain text that it stands in, numbers filled in and durations left out; of a cell the caption with row and column. */
  sentence: string;
  /** The author's words of it: of prose the sentence, with `slot` of `frame.ts` for everything that is shown of results. */
  frame: string;
  /** Which of the slots in `frame`, from 0. */
  position: number;
  expression: string;
  /** As written; null where the kind's own is used. */
  format: string | null;
  /** As printed, in mathematics as TeX; null for durations and for what is no text: a figure's data. */
  text: string | null;
  timed: boolean;
  published: boolean;
  /** Results behind it, by `result-id.ts`. */
  results: readonly string[];
}

/** Which cell of which table. */
export interface PrintedCell {
  /** Index among the tables of the print. */
  table: number;
  /** The table's id, or its caption where it has none. */
  name: string;
  /** What the row's first words are; `2` for the second row where it has none. Another row of the same words is `words (2)`. */
  row: string;
  /** The header, told apart in the same way. */
  column: string;
}

/** A table and the names of its rows and columns, in order. */
export interface PrintedTable {
  place: Place;
  heading: string | null;
  id: string | null;
  /** Plain text. */
  caption: string;
  columns: readonly string[];
  rows: readonly string[];
}

/** A figure, and what it is drawn from. */
export interface PrintedFigure {
  place: Place;
  heading: string | null;
  id: string | null;
  /** Plain text. */
  caption: string;
  picture: PrintedPicture;
}

export type PrintedPicture =
  | {
      type: 'chart';
      /** Name of the spec. */
      spec: string;
      /** sha256 of the spec without the data bound to it. */
      sha256: string;
      /** What its marks are drawn from, after all transforms; null where durations are among it. */
      data: readonly MarkData[] | null;
    }
  | { type: 'bitmap'; name: string; mediaType: string; width: number; height: number; sha256: string };

/** The rows behind some marks of a chart, after its transforms. */
export interface MarkData {
  /** Vega's names of the marks that show these very rows. */
  marks: readonly string[];
  fields: readonly string[];
  /** How many rows. */
  count: number;
  /** Values in the order of `fields`; null where there are too many to be kept. */
  rows: readonly (readonly Json[])[] | null;
  /** sha256 of the rows as canonical JSON. */
  sha256: string;
  /** Of each field where the rows are not kept. */
  extremes: { readonly [field: string]: FieldExtremes } | null;
}

/** Least and greatest of a field's numbers (null without numbers), and how many values it has that differ. */
export interface FieldExtremes {
  least: number | null;
  greatest: number | null;
  values: number;
}

/** A claim as it stands in a document. */
export interface PrintedClaim {
  place: Place;
  /** The sentence with a slot for every number. */
  frame: string;
  condition: string;
  /** Null where durations decide, which are the machine's. */
  held: boolean | null;
}

/** A row of a figure after transforms; what Vega adds for itself is left out. */
export interface DrawnRow {
  readonly [field: string]: Json;
}

/** What a chart's marks are drawn from. */
export type DrawnData = readonly { mark: string; rows: readonly DrawnRow[] }[];

/** What of a print can be another than it was. */
export type PrintAspect =
  /** The printed text. */
  | 'text'
  | 'expression'
  | 'format'
  /** The results behind it, where the text stayed. */
  | 'results'
  /** Of a figure. */
  | 'data'
  | 'spec'
  | 'picture'
  /** Of a table: the order of its rows. */
  | 'order'
  /** Of a claim. */
  | 'condition'
  | 'held'
  /** Of a claim: its words alone, which is no difference in what the document shows. */
  | 'words';

/** One difference between a locked print and another. */
export interface PrintChange {
  of: 'number' | 'table' | 'figure' | 'claim';
  type: 'new' | 'gone' | 'changed';
  /** In the present sources; where it is gone, as it was locked. */
  place: Place;
  /** What it stands in, for people: see `PrintedNumber.sentence`; of figures and tables the caption. */
  sentence: string;
  /** Of a cell alone. */
  cell: PrintedCell | null;
  /** Id of the figure or table. */
  id: string | null;
  /** Of numbers, else null: as it is now; where it is gone, as it was. */
  expression: string | null;
  results: readonly string[];
  /** What it was and is, in words for people; of what is new or gone its text, if it has one. */
  aspects: readonly { aspect: PrintAspect; locked: string | null; now: string | null }[];
}
