import type { DocumentPrint, PrintedFigure, PrintedNumber, PrintedTable } from '../base/document-print.ts';
import { formatPlace, type Place } from '../base/place.ts';
import { slot } from '../base/frame.ts';
import { groupPassages, isWords } from './passages.ts';
import type {
  PackedClaim,
  PackedEntry,
  PackedNumber,
  PackedPrint,
  PackedRow,
  PackedSource,
  PackedTable,
} from './packed.ts';

/**
 * A print as it is written: by source file and section, in reading order. Lines of places count from the place before,
 * so that a line added to a source changes one line of the file.
 */
export function packPrint(print: DocumentPrint): PackedPrint {
  const sources = new Map<string, { entries: Entry[]; claims: DocumentPrint['claims'][number][] }>();
  const sourceOf = (file: string) => {
    const known = sources.get(file) ?? { entries: [], claims: [] };
    sources.set(file, known);
    return known;
  };
  for (const entry of listEntries(print)) sourceOf(entry.place.file).entries.push(entry);
  for (const claim of print.claims) sourceOf(claim.place.file).claims.push(claim);
  return new Map(
    [...sources].map(([file, { entries, claims }]) => [file, packSource(file, entries, claims)] as const),
  );
}

type Entry = { place: Place; heading: string | null } & (
  | { type: 'passage'; numbers: readonly PrintedNumber[] }
  | { type: 'table'; table: PrintedTable; cells: readonly PrintedNumber[] }
  | { type: 'figure'; figure: PrintedFigure; bindings: readonly PrintedNumber[] }
);

/** In the order of the numbers; a figure without any stands in its place among the figures. */
function listEntries({ numbers, tables, figures }: DocumentPrint): Entry[] {
  const entries: Entry[] = [];
  const open = [...figures];
  const addFigures = (until: PrintedFigure | undefined): void => {
    while (open.length > 0) {
      const figure = open.shift();
      if (!figure) return;
      const { place, heading } = figure;
      const bindings = numbers.filter((each) => each.where === 'figure' && isSame(each.place, place));
      entries.push({ type: 'figure', place, heading, figure, bindings });
      if (figure === until) return;
    }
  };
  const seen = new Set<number>();
  for (const passage of groupPassages(numbers)) {
    const [first] = passage;
    if (!first) continue;
    const { place, heading } = first;
    if (first.cell) {
      const table = tables[first.cell.table];
      if (!table || seen.has(first.cell.table)) continue;
      seen.add(first.cell.table);
      const cells = numbers.filter(({ cell }) => cell?.table === first.cell?.table);
      entries.push({ type: 'table', place: table.place, heading: table.heading, table, cells });
    } else if (isWords(first)) entries.push({ type: 'passage', place, heading, numbers: passage });
    else {
      const figure = open.find((each) => isSame(each.place, place));
      if (figure) addFigures(figure);
    }
  }
  addFigures(undefined);
  return entries;
}

/** A place as it is written, from the one before. */
type WritePlace = (place: Place) => string;

function packSource(file: string, entries: readonly Entry[], claims: DocumentPrint['claims']): PackedSource {
  const sections: { heading: string | null; shows: PackedEntry[] }[] = [];
  const at = countLines(file);
  for (const entry of entries) {
    const last = sections.at(-1);
    const section = last?.heading === entry.heading ? last : { heading: entry.heading, shows: [] };
    if (section !== last) sections.push(section);
    section.shows.push(packEntry(entry, at));
  }
  const atClaim = countLines(file);
  return { sections, claims: claims.map((claim): PackedClaim => packClaim(claim, atClaim)) };
}

function packClaim(
  { place, frame, condition, held }: DocumentPrint['claims'][number],
  at: WritePlace,
): PackedClaim {
  return { at: at(place), claim: frame, if: condition, held };
}

/** `+3:12`: three lines below the place before, column 12; places in other files are written out. */
function countLines(file: string): WritePlace {
  let line = 0;
  return (place) => {
    if (place.file !== file) return formatPlace(place);
    const step = place.line - line;
    line = place.line;
    return `${step < 0 ? '' : '+'}${step}:${place.column}`;
  };
}

function packEntry(entry: Entry, at: WritePlace): PackedEntry {
  if (entry.type === 'table') return packTable(entry.table, entry.cells, at);
  if (entry.type === 'figure') {
    const { place, id, caption, picture } = entry.figure;
    return {
      in: 'figure',
      at: at(place),
      id,
      caption,
      of: entry.bindings.map((binding) => packNumber(binding, at)),
      picture,
    };
  }
  const [first] = entry.numbers;
  return {
    in: first?.where ?? 'prose',
    sentence: first?.frame ?? '',
    shows: entry.numbers.map((number) => packNumber(number, at)),
  };
}

function packNumber(number: PrintedNumber, at: WritePlace): PackedNumber {
  const { text, expression, format, results } = number;
  return {
    at: at(number.place),
    text,
    of: expression,
    ...(format === null ? {} : { format }),
    ...flagsOf(number),
    results,
  };
}

function flagsOf({
  as,
  where,
  timed,
  published,
}: PrintedNumber): Pick<PackedNumber, 'as' | 'timed' | 'published'> {
  const usual = where === 'mathematics' || where === 'figure' ? where : 'text';
  return {
    ...(as === usual ? {} : { as }),
    ...(timed ? { timed } : {}),
    ...(published ? { published } : {}),
  };
}

/** What is shown by the same words of the source, down a column, is written once. */
function packTable(table: PrintedTable, cells: readonly PrintedNumber[], at: WritePlace): PackedEntry {
  const bindings: PackedTable['bindings'] = [];
  const known = new Map<string, number>();
  const start = at(table.place);
  const indexOf = ({ place, expression, format }: PrintedNumber): number => {
    const name = JSON.stringify([place, expression, format]);
    const index = known.get(name);
    if (index !== undefined) return index;
    known.set(name, bindings.length);
    return bindings.push({ at: at(place), of: expression, ...(format === null ? {} : { format }) }) - 1;
  };
  const rows = ['', ...table.rows].map((row) => {
    const own = cells.filter(({ cell }) => cell?.row === row);
    return packRow(row, own, { table, indexOf });
  });
  const { id, caption, columns } = table;
  return { in: 'table', at: start, id, caption, columns, bindings, rows };
}

/** Most cells of a row show results of one job, which is named once. */
function packRow(
  row: string,
  cells: readonly PrintedNumber[],
  { table, indexOf }: { table: PrintedTable; indexOf: (cell: PrintedNumber) => number },
): PackedRow {
  const job = commonJob(cells);
  const short = (id: string): string => (job !== '' && id.startsWith(`${job}:`) ? id.slice(job.length) : id);
  return {
    row,
    ...(job === '' ? {} : { job }),
    cells: cells.map((cell) => {
      const { frame, text, results, position } = cell;
      const column = table.columns.indexOf(cell.cell?.column ?? '');
      const more = {
        ...flagsOf(cell),
        ...(frame === slot ? {} : { frame }),
        ...(position === 0 ? {} : { position }),
      };
      const packed = [column, indexOf(cell), text, results.map(short)] as const;
      return Object.keys(more).length === 0 ? packed : [...packed, more];
    }),
  };
}

function commonJob(cells: readonly PrintedNumber[]): string {
  const counts = new Map<string, number>();
  for (const id of cells.flatMap(({ results }) => results)) {
    const job = id.slice(0, id.indexOf(':'));
    counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, many], [b, less]) => less - many || (a < b ? -1 : 1));
  return most?.[0] ?? '';
}

function isSame(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}
