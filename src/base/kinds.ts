/**
 * The kinds of results (design: words). A task declares one per named result; the kind decides how the result is
 * checked when the task returns it, how it is printed by default, and how a reviewer's run is compared with it.
 * Declarations are plain data: they cross process borders and stand in keys.
 */

/** A whole number; compared exactly. Prints as `,` unless a format is declared. */
export interface CountSpec {
  kind: 'count';
  format?: string;
  description?: string;
}

/**
 * How far a verified value may be off the locked one. It is held against the spread that was measured: at most three
 * times that.
 */
export interface Tolerance {
  /** Absolute, in the unit of the result; of an image the levels of a channel (of 255). */
  within: number;
  /** Why values are off at all, for the reader of a verification. */
  reason: string;
}

/** A measured quantity of the model; compared at the digits shown, or within `tolerance`. */
export interface MetricSpec {
  kind: 'metric';
  format?: string;
  tolerance?: Tolerance;
  description?: string;
}

/** Seconds that this machine took. Prints as `duration`. */
export interface DurationSpec {
  kind: 'duration';
  format?: string;
  description?: string;
}

export interface TextSpec {
  kind: 'text';
  description?: string;
}

/** What a single cell, an element of a series or of a matrix can be. */
export type ScalarSpec = CountSpec | MetricSpec | DurationSpec | TextSpec;

/** A list of scalars of one kind; `length` is checked when given. */
export interface SeriesSpec {
  kind: 'series';
  of: ScalarSpec;
  length?: number;
  description?: string;
}

/** Rows of numbers, all of one length; `shape` [rows, columns] is checked when given. */
export interface MatrixSpec {
  kind: 'matrix';
  of: CountSpec | MetricSpec;
  shape?: readonly [number, number];
  description?: string;
}

/** Records; every row has exactly these columns (null where a cell has no value). */
export interface TableSpec {
  kind: 'table';
  columns: { readonly [column: string]: ScalarSpec };
  description?: string;
}

/** A picture of pixels, stored as PNG. */
export interface ImageSpec {
  kind: 'image';
  description?: string;
}

/** Bytes, e.g. trained weights, that another job may take as an input. */
export interface FileSpec {
  kind: 'file';
  mediaType: string;
  /** Kept in git beside the locked results, like a picture: for what is small. Without, its digest only. */
  locked?: boolean;
  description?: string;
}

/** Results that belong together: `before.confusion`. */
export interface GroupSpec {
  kind: 'group';
  results: ResultSpecs;
  description?: string;
}

export type ResultSpec = ScalarSpec | SeriesSpec | MatrixSpec | TableSpec | ImageSpec | FileSpec | GroupSpec;

/** What a single result is; a group is none. */
export type ResultKind = Exclude<ResultSpec, GroupSpec>['kind'];

/** Result name -> kind. Names match `[a-z][a-z0-9_]*`. */
export interface ResultSpecs {
  readonly [name: string]: ResultSpec;
}

type Options<Spec> = Omit<Spec, 'kind'>;

export const count = (options: Options<CountSpec> = {}): CountSpec => ({ kind: 'count', ...options });
export const metric = (options: Options<MetricSpec> = {}): MetricSpec => ({ kind: 'metric', ...options });
export const duration = (options: Options<DurationSpec> = {}): DurationSpec => ({
  kind: 'duration',
  ...options,
});
export const text = (options: Options<TextSpec> = {}): TextSpec => ({ kind: 'text', ...options });
export const image = (options: Options<ImageSpec> = {}): ImageSpec => ({ kind: 'image', ...options });
export const file = (mediaType: string, options: Omit<FileSpec, 'kind' | 'mediaType'> = {}): FileSpec => ({
  kind: 'file',
  mediaType,
  ...options,
});
export const group = (results: ResultSpecs, options: { description?: string } = {}): GroupSpec => ({
  kind: 'group',
  results,
  ...options,
});
export const series = (of: ScalarSpec, options: Omit<SeriesSpec, 'kind' | 'of'> = {}): SeriesSpec => ({
  kind: 'series',
  of,
  ...options,
});
export const matrix = (
  of: CountSpec | MetricSpec,
  options: Omit<MatrixSpec, 'kind' | 'of'> = {},
): MatrixSpec => ({ kind: 'matrix', of, ...options });
export const table = (columns: TableSpec['columns'], options: { description?: string } = {}): TableSpec => ({
  kind: 'table',
  columns,
  ...options,
});
