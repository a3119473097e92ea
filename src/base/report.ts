import type { Root } from 'mdast';

import type { Json } from './json.ts';
import type { Dataset } from './dataset.ts';
import type { Place } from './place.ts';
import type { Experiment } from './experiment.ts';
import type { JobOrigin, QuotedFigure } from './provenance.ts';
import type { FlowContent, WhenNode } from './tree.ts';

/** `report.yaml`, complete: defaults filled in, every path relative to the report's root (POSIX separators). */
export interface ReportConfig {
  /** The folder of report.yaml, relative to the root; '.' where it is the root. */
  folder: string;
  title: string;
  subtitle: string | null;
  authors: readonly string[];
  /** ISO date as written, or null. Never the clock. */
  date: string | null;
  /** BCP 47, default `en-GB`. */
  language: string;
  /** Markdown source of the abstract, or null. */
  abstract: string | null;
  abstractPlace: Place | null;
  /** Under which the report may be used: an SPDX identifier or words; null where nothing is said. */
  licence: string | null;
  /** Source files in order. */
  sources: readonly string[];
  seed: number;
  /** Task folders, searched in order. Default `tasks` beside report.yaml. */
  tasks: readonly string[];
  figures: string;
  data: string;
  weights: string;
  bibliography: string | null;
  published: string | null;
  /** Where the columns stand that tables share: a YAML file, and the field of it that holds them (null for all of it). */
  columns: { path: string; within: string | null } | null;
  /** `numeric` ([2]) or `author-date` (Kingma and Welling, 2013). */
  citations: 'numeric' | 'author-date';
  limits: Limits;
  /** The data set chosen of those offered; null where the report offers none. */
  dataset: Dataset | null;
  /** Place of a path into report.yaml, e.g. `['sources', 1]`. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Place of a character of the text at a path. */
  placeIn(path: readonly PropertyKey[], offset: number): Place;
}

export interface Limits {
  /** Longest run of one job, in seconds. Default 900. */
  seconds: number;
  /** Most memory that the processes of one job may hold, in megabytes. Default 4096. */
  megabytes: number;
}

/** One Markdown file, parsed; bindings are nodes of `base/tree.ts`. */
export interface Source {
  file: string;
  tree: Root;
}

/** A published figure: shown and compared with, never mixed with results. */
export interface Published {
  value: number | string;
  /** As it was printed: `0.90` stays `0.90`. */
  text: string;
  kind: string;
  unit: string | null;
  source: string;
  place: Place;
}

/** Path (`mlp.baseline.f1`) -> published figure. */
export type PublishedFigures = ReadonlyMap<string, Published>;

/** What parse gives: everything the author wrote, nothing computed. */
export interface ParsedReport {
  config: ReportConfig;
  /** Blocks of the abstract; bindings allowed. */
  abstract: Source | null;
  sources: readonly Source[];
  experiments: readonly Experiment[];
  /** The `:::when` blocks that the data set alone leaves out: they stand in no tree, and only a reference to them asks. */
  leftOut: readonly WhenNode[];
  published: PublishedFigures;
  /** BibTeX text of references.bib, or null. */
  bibliography: string | null;
  /** Keys in references.bib. */
  citationKeys: ReadonlySet<string>;
  /** Specs named by figures, by name: parsed JSON. */
  specs: ReadonlyMap<string, FigureSpec>;
  /** Excerpts by `file#name`: text is read at fill. Files named by excerpts, by path. */
  excerptFiles: ReadonlyMap<string, string>;
  /** Bitmaps or drawings named by figures and Markdown images, by path relative to the root. */
  imageFiles: ReadonlyMap<string, Uint8Array>;
  /** Paths of all files that this was read from, relative to the root: report.yaml first. */
  files: readonly string[];
}

export interface FigureSpec {
  name: string;
  file: string;
  spec: Json;
  /** The file as written, and the place of each of its characters. */
  text: string;
  placeAt(offset: number): Place;
}

/** What fill gives: a document of plain mdast and the answer nodes of `base/tree.ts`; all numbering is done. */
export interface FilledDocument {
  title: string;
  subtitle: string | null;
  authors: readonly string[];
  date: string | null;
  language: string;
  abstract: readonly FlowContent[];
  contents: readonly ContentsEntry[];
  root: Root;
  /** Images named in prose by Markdown's own syntax, by the url written. */
  images: ReadonlyMap<string, { mediaType: string; content: Uint8Array }>;
  /** Numbers that no result accounts for, as the author declared them. */
  literals: readonly DeclaredLiteral[];
  /** The jobs whose results the document may show, in the order of the report. */
  jobs: readonly JobOrigin[];
  /** The published figures that it may show, by path: `published.mlp.baseline.f1`. */
  quoted: ReadonlyMap<string, QuotedFigure>;
  /** Every claim that stands, in reading order. */
  claims: readonly ClaimOutcome[];
  /** Paths of the files that the author's words, and what they name, were read from, relative to the root. */
  files: readonly string[];
}

/** A `:literal[…]`: its plain text, and why it may stand in the document. */
export interface DeclaredLiteral {
  text: string;
  reason: string;
  place: Place;
}

/** What became of a claim. */
export interface ClaimOutcome {
  /** Plain text of the sentence, as filled. */
  sentence: string;
  /** The same with a slot in the place of each number, by `frame.ts`. */
  frame: string;
  /** As written. */
  condition: string;
  place: Place;
  held: boolean;
  /**
   * Why it would be marked, and be no mistake, where it does not hold: durations decide it, which are this machine's, or
   * the results are of another data set than the report was written about. Null where it must hold.
   */
  excuse: 'machine' | 'data' | null;
  /** Where it did not hold: what went into the condition, a line each. */
  operands: readonly string[];
  /** Names of the jobs whose results the condition asks. */
  jobs: readonly string[];
  /** Which results, by `result-id.ts`. */
  results: readonly string[];
}

/** A line of the table of contents. */
export interface ContentsEntry {
  id: string;
  number: string | null;
  /** Plain text of the heading. */
  title: string;
  depth: number;
}
