import type { OriginWords } from '../../../base/messages/emit.ts';

/** What the cards say, each thing once: what is told of it again is its index. In the page as JSON. */
export interface PageOrigins {
  words: OriginWords;
  /** Id of the section about all jobs; null where there is none. */
  all: string | null;
  experiments: readonly PageExperiment[];
  jobs: readonly PageJob[];
  engines: readonly string[];
  figures: readonly PageFigure[];
  sources: readonly string[];
  /** Source files of the report. */
  files: readonly string[];
  bindings: readonly PageBinding[];
  makers: readonly PageMakers[];
  /** For each element of the class `value`, in the order of the page. */
  numbers: readonly (PagePart | readonly PagePart[])[];
}

export type PageExperiment = readonly [
  name: string,
  title: string,
  task: string,
  code: string,
  given: string,
  files: string,
];

/** `own` are the parameters in which it differs from others of its experiment. */
export type PageJob = readonly [
  name: string,
  experiment: number,
  own: string,
  seed: number | null,
  engine: number,
  key: string,
];

export type PageFigure = readonly [path: string, text: string, source: number];

/**
 * What an author wrote: where, and its format (empty for none). The expression stands already in the element's title,
 * on its first line; only where an element shows several is it said here.
 */
export type PageBinding = readonly [file: number, line: number, format: string, expression?: string];

/** What went in. */
export type PageMakers = readonly [jobs: readonly number[], figures: readonly number[], timed: 0 | 1];

/** The value is left out where the text says all of it. */
export type PagePart =
  readonly [binding: number, makers: number] | readonly [binding: number, makers: number, value: number];
