import type {
  DocumentPrint,
  PrintedCell,
  PrintedClaim,
  PrintedFigure,
  PrintedNumber,
  PrintedTable,
  PrintedWhere,
} from '../base/document-print.ts';
import { fillFrame, slot } from '../base/frame.ts';
import type { Place } from '../base/place.ts';
import type {
  PackedEntry,
  PackedFigure,
  PackedNumber,
  PackedPassage,
  PackedPrint,
  PackedTable,
} from './packed.ts';
import { sentenceOfCell } from './sentence-of-cell.ts';

interface Unpacking {
  numbers: PrintedNumber[];
  tables: PrintedTable[];
  figures: PrintedFigure[];
  heading: string | null;
  placeOf: (at: string) => Place;
}

/** The print that was packed, source by source. */
export function unpackPrint(sources: PackedPrint): DocumentPrint {
  const print = { numbers: [], tables: [], figures: [] };
  const claims: PrintedClaim[] = [];
  for (const [file, source] of sources) {
    const placeOf = countLines(file);
    for (const { heading, shows } of source.sections) {
      for (const entry of shows) unpackEntry(entry, { ...print, heading, placeOf });
    }
    const placeOfClaim = countLines(file);
    for (const { at, claim, if: condition, held } of source.claims) {
      claims.push({ place: placeOfClaim(at), frame: claim, condition, held });
    }
  }
  return { ...print, claims };
}

/** Reads places in the order in which they were written. */
function countLines(file: string): (at: string) => Place {
  let line = 0;
  return (at) => {
    const [, elsewhere, step = '0', column = '1'] = /^(?:(.+):)?([+-]?\d+):(\d+)$/.exec(at) ?? [];
    if (elsewhere !== undefined) return { file: elsewhere, line: Number(step), column: Number(column) };
    line += Number(step);
    return { file, line, column: Number(column) };
  };
}

function unpackEntry(entry: PackedEntry, into: Unpacking): void {
  if (isTable(entry)) unpackTable(entry, into);
  else if (isFigure(entry)) unpackFigure(entry, into);
  else unpackPassage(entry, into);
}

function isTable(entry: PackedEntry): entry is PackedTable {
  return entry.in === 'table';
}

function isFigure(entry: PackedEntry): entry is PackedFigure {
  return entry.in === 'figure' && 'picture' in entry;
}

function unpackPassage({ in: where, sentence: frame, shows }: PackedPassage, into: Unpacking): void {
  const sentence = fillFrame(
    frame,
    shows.map(({ text }) => text),
  );
  shows.forEach((number, position) => {
    into.numbers.push({ ...unpackNumber(number, where, into), sentence, frame, position });
  });
}

function unpackNumber(
  { at, text, of, format, as, timed, published, results }: PackedNumber,
  where: PrintedWhere,
  { heading, placeOf }: Unpacking,
): Omit<PrintedNumber, 'sentence' | 'frame' | 'position'> {
  return {
    place: placeOf(at),
    ...flagsOf({ as, timed, published }, where),
    where,
    heading,
    cell: null,
    expression: of,
    format: format ?? null,
    text,
    results,
  };
}

interface Flags {
  as?: PrintedNumber['as'] | undefined;
  timed?: true | undefined;
  published?: true | undefined;
}

function flagsOf(
  { as, timed, published }: Flags,
  where: PrintedWhere,
): Pick<PrintedNumber, 'as' | 'timed' | 'published'> {
  const usual = where === 'mathematics' || where === 'figure' ? where : 'text';
  return { as: as ?? usual, timed: timed ?? false, published: published ?? false };
}

function unpackFigure({ at, id, caption, of, picture }: PackedFigure, into: Unpacking): void {
  into.figures.push({ place: into.placeOf(at), heading: into.heading, id, caption, picture });
  const words = { sentence: caption, frame: id ?? '', position: 0 };
  for (const binding of of) into.numbers.push({ ...unpackNumber(binding, 'figure', into), ...words });
}

function unpackTable({ at, id, caption, columns, bindings, rows }: PackedTable, into: Unpacking): void {
  const { heading, placeOf } = into;
  const place = placeOf(at);
  const names = rows.map(({ row }) => row).filter((row) => row !== '');
  const table = into.tables.push({ place, heading, id, caption, columns, rows: names }) - 1;
  const known = bindings.map((binding) => ({ ...binding, place: placeOf(binding.at) }));
  for (const { row, job, cells } of rows) {
    for (const [column, binding, text, results, more = {}] of cells) {
      const shown = known[binding];
      if (!shown) continue;
      const cell: PrintedCell = {
        table,
        name: id ?? caption,
        row,
        column: columns[column] ?? String(column + 1),
      };
      into.numbers.push({
        place: shown.place,
        ...flagsOf(more, 'cell'),
        where: 'cell',
        heading,
        cell,
        sentence: sentenceOfCell(caption, cell),
        frame: more.frame ?? slot,
        position: more.position ?? 0,
        expression: shown.of,
        format: shown.format ?? null,
        text,
        results: results.map((result) => (result.startsWith(':') ? `${job ?? ''}${result}` : result)),
      });
    }
  }
}
