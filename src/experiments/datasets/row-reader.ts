import {
  rowHasColumns,
  rowIsEndless,
  rowOfUnknownActivity,
  rowWithoutNumber,
  rowWithoutTime,
  rowsMissing,
} from '../../base/messages/experiments.ts';
import { isKnownActivity } from './activities.ts';
import { activityColumn, rowColumns, timestampColumn } from './channels.ts';
import { readNumber } from './read-number.ts';
import type { WindowCutter } from './window-cutter.ts';

/** Reads a data file that comes in pieces, cut anywhere, and tells its rows. */
export interface RowReader {
  push(piece: Uint8Array): void;
  /** To be called after the last piece. */
  end(): void;
}

/** Where rows go; the cutter, or what stands for it. */
export type RowTarget = Pick<WindowCutter, 'wanted' | 'row' | 'skip'>;

/**
 * Reads a file of PAMAP2, rows of 54 numbers with blanks between, NaN for a missing one, and tells each to `target`.
 * Of a row that is not wanted only time and activity are read, and its columns counted. Throws an error that names the
 * file, the line and what is wrong with it: another number of columns, something that is no number, no time, an
 * activity that PAMAP2 does not have, a line without end, a file without rows. The last line may lack its line feed.
 */
export function createRowReader(file: string, target: RowTarget): RowReader {
  const values = new Float64Array(rowColumns);
  let line = 0;
  let rest = new Uint8Array(0);
  const readLine = (bytes: Uint8Array, start: number, end: number): void => {
    line += 1;
    const isWanted = target.wanted();
    const fault = isWanted ? readRow(bytes, start, end, values) : glanceAtRow(bytes, start, end, values);
    if (fault !== null) throw new Error(describeFault(fault, { file, line }));
    if (isWanted) target.row(values);
    else target.skip(values[activityColumn] ?? 0);
  };
  const readLines = (bytes: Uint8Array): void => {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      readLine(bytes, start, end);
      start = end + 1;
    }
    if (bytes.length - start > longestLine) throw new Error(rowIsEndless(file, line + 1));
    rest = bytes.slice(start);
  };
  return {
    push: (piece) => {
      // Only the line that was cut is put together; the others are read where they are.
      const end = piece.indexOf(lineFeed) + 1;
      if (rest.length === 0 || end === 0) {
        readLines(rest.length === 0 ? piece : join(rest, piece));
        return;
      }
      readLines(join(rest, piece.subarray(0, end)));
      readLines(piece.subarray(end));
    },
    end: () => {
      if (rest.length > 0) readLine(rest, 0, rest.length);
      if (line === 0) throw new Error(rowsMissing(file));
    },
  };
}

const lineFeed = 0x0a;

/** Bytes beyond which a line is of another format: rows have some 400. */
const longestLine = 65_536;

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** What is wrong with a row. */
type Fault =
  | { kind: 'columns'; found: number }
  | { kind: 'number'; column: number; text: string }
  | { kind: 'time' }
  | { kind: 'activity'; id: number };

/** Reads all numbers of a row into `values`. */
function readRow(bytes: Uint8Array, start: number, end: number, values: Float64Array): Fault | null {
  let [column, at] = [0, start];
  while (at < end) {
    if (kinds[bytes[at] ?? 0] === blank) {
      at += 1;
      continue;
    }
    const next = endOfField(bytes, at, end);
    const value = readNumber(bytes, at, next);
    if (Math.abs(value) > largest) return { kind: 'number', column, text: textOf(bytes, at, next) };
    values[column] = value;
    column += 1;
    at = next;
  }
  return column === rowColumns ? checkHead(values) : { kind: 'columns', found: column };
}

/** Reads time and activity of a row into `values`, counts its columns, and refuses what stands in no number. */
function glanceAtRow(bytes: Uint8Array, start: number, end: number, values: Float64Array): Fault | null {
  let [column, first, isBlank] = [0, start, true];
  for (let at = start; at < end; at += 1) {
    const kind = kinds[bytes[at] ?? 0];
    if (kind !== blank && isBlank) {
      first = at;
      if (column <= activityColumn) values[column] = readNumber(bytes, at, endOfField(bytes, at, end));
      column += 1;
    }
    if (kind === foreign) {
      return { kind: 'number', column: column - 1, text: textOf(bytes, first, endOfField(bytes, at, end)) };
    }
    isBlank = kind === blank;
  }
  return column === rowColumns ? checkHead(values) : { kind: 'columns', found: column };
}

function checkHead(values: Float64Array): Fault | null {
  const [time, id] = [values[timestampColumn] ?? Number.NaN, values[activityColumn] ?? Number.NaN];
  if (!Number.isFinite(time)) return { kind: 'time' };
  return isKnownActivity(id) ? null : { kind: 'activity', id };
}

/** The largest number that a 32-bit float holds. */
const largest = 3.4028234663852886e38;

const blank = 1;
const foreign = 2;

/** For every byte whether it stands between numbers (1), in numbers (0), or in neither (2). */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (' \t\r'.includes(character)) return blank;
  return '0123456789+-.eENa'.includes(character) ? 0 : foreign;
});

function endOfField(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && kinds[bytes[at] ?? 0] !== blank) at += 1;
  return at;
}

/** So much of a text is shown that is no number. */
const shown = 20;

function textOf(bytes: Uint8Array, start: number, end: number): string {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + shown)));
  return end - start > shown ? `${text}…` : text;
}

function describeFault(fault: Fault, at: { file: string; line: number }): string {
  switch (fault.kind) {
    case 'columns':
      return rowHasColumns(at, fault.found, rowColumns);
    case 'number':
      return rowWithoutNumber(at, fault.column + 1, fault.text);
    case 'time':
      return rowWithoutTime(at);
    case 'activity':
      return rowOfUnknownActivity(at, fault.id);
  }
}
