import type { PhrasingContent } from 'mdast';

import type { Dataset } from '../base/dataset.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Place } from '../base/place.ts';
import type { TableColumn, WhenNode } from '../base/tree.ts';
import type { NamedFile } from './read-source.ts';
import type { SourceText } from './source-text.ts';

/** What is known while one text is read: where its offsets lead, and the lists that all texts fill. */
export interface Reading {
  /** The text whose offsets the tree's positions count. */
  source: SourceText;
  diagnostics: Diagnostic[];
  /** Closing fences yet to come whose opening could not be read, which was told: they are no mistakes of their own. */
  strays: { awaited: number };
  /** Ids and experiments by name, in the order of the sources. */
  ids: NamedPlace[];
  experiments: NamedPlace[];
  /** Files that the text wants read: pictures, excerpts and specs. */
  images: NamedFile[];
  excerpts: NamedFile[];
  specs: NamedPlace[];
  experimentFiles: ExperimentFile[];
  /** The data set that is built from, which decides what stands; null where the report offers none. */
  dataset: Dataset | null;
  /** Blocks that the data set leaves out. */
  leftOut: WhenNode[];
  /** The columns that tables share, by the names of their sets; null where they cannot be read. */
  columnSets: ReadonlyMap<string, readonly TableColumn[]> | null;
  /** Markdown of one line that stands elsewhere, in a column's header. Handed in: directives cannot import their own reader. */
  parsePhrasing(source: SourceText, reading: Reading): PhrasingContent[];
}

export interface NamedPlace {
  name: string;
  place: Place;
}

/** A file that holds an experiment's YAML; `use` reads it once its text is there. */
export interface ExperimentFile extends NamedFile {
  use(source: SourceText): void;
}

/** Starts reading a report: empty lists. */
export function startReading(
  source: SourceText,
  dataset: Dataset | null,
  parsePhrasing: Reading['parsePhrasing'],
): Reading {
  return {
    source,
    diagnostics: [],
    strays: { awaited: 0 },
    ...noLists(),
    dataset,
    leftOut: [],
    columnSets: new Map(),
    parsePhrasing,
  };
}

/** The same reading of blocks that are left out: their mistakes are told, but nothing in them is named or wanted. */
export function readAside(reading: Reading): Reading {
  return { ...reading, ...noLists() };
}

type Lists = 'ids' | 'experiments' | 'images' | 'excerpts' | 'specs' | 'experimentFiles';

function noLists(): Pick<Reading, Lists> {
  return { ids: [], experiments: [], images: [], excerpts: [], specs: [], experimentFiles: [] };
}
