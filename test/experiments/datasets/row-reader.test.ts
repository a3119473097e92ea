import fc from 'fast-check';
import { expect, test } from 'vitest';

import * as messages from '../../../src/base/messages/experiments.ts';
import { createRowReader } from '../../../src/experiments/datasets/row-reader.ts';

/** What a file's rows are told as; every third is wanted. */
function readRows(pieces: readonly Uint8Array[]): (number[] | number)[] {
  const told: (number[] | number)[] = [];
  const reader = createRowReader('pamap2/subject101', {
    wanted: () => told.length % 3 === 0,
    row: (values) => told.push([...values]),
    skip: (activity) => told.push(activity),
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return told;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): (number[] | number)[] => readRows([bytesOf(text)]);

const row = (time: number | string = 8.38, activity: number | string = 0, columns = 54): string =>
  [time, activity, 104, ...Array.from({ length: columns - 3 }, (_, index) => index - 0.25)].join(' ');
const file = (...rows: readonly string[]): string => rows.map((each) => `${each}\n`).join('');
const at = (line: number): { file: string; line: number } => ({ file: 'pamap2/subject101', line });

test('reads a first line as it stands in the files', () => {
  const line =
    '8.38 0 104 30 2.37223 8.60074 3.51048 2.43954 8.76165 3.35465 -0.0922174 0.0568115 -0.0158445 14.6806 -69.2128 -5.58905 1 0 0 0 31.8125 0.23808 9.80003 -1.68896 0.265304 9.81549 -1.41344 -0.00506495 -0.00678097 -0.00566295 0.47196 -51.0499 43.2903 1 0 0 0 30.3125 9.65918 -1.65569 -0.0997967 9.64689 -1.55576 0.310404 0.00830026 0.00925038 -0.0175803 -61.1888 -38.9599 -58.1438 1 0 0 NaN';
  expect(read(`${line}\n`)).toEqual([line.split(' ').map(Number)]);
});

test('the same rows whatever the pieces, the blanks, the ends of lines', () => {
  const text = file(row(1, 0), row(1.01, 24), row(1.02, 'NaN').replace('NaN', '7'), `${row(1.03, 1)} `);
  const whole = read(text);
  expect(whole).toHaveLength(4);
  expect(whole[0]).toEqual(row(1, 0).split(' ').map(Number));
  expect(whole.slice(1, 3)).toEqual([24, 7]);
  expect(read(text.replaceAll('\n', '\r\n').replaceAll(' ', '  \t'))).toEqual(whole);
  expect(read(text.trimEnd())).toEqual(whole);
  const cuts = fc.array(fc.nat({ max: text.length }), { maxLength: 9 });
  fc.assert(
    fc.property(cuts, (given) => {
      const places = [0, ...given.sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => bytesOf(text.slice(places[index], end)));
      expect(readRows(pieces)).toEqual(whole);
    }),
  );
});

// The first row is wanted, the second only glanced at.
test.each([
  [1, (bad: string) => file(bad)],
  [2, (bad: string) => file(row(), bad, row())],
])('names the line %i where it is malformed', (line, around) => {
  const refused = (bad: string, message: string): void => {
    expect(() => read(around(bad))).toThrow(message);
  };
  refused(row(1, 1, 53), messages.rowHasColumns(at(line), 53, 54));
  refused(row(1, 1, 55), messages.rowHasColumns(at(line), 55, 54));
  refused('', messages.rowHasColumns(at(line), 0, 54));
  refused(row('NaN', 1), messages.rowWithoutTime(at(line)));
  refused(row(1, 8), messages.rowOfUnknownActivity(at(line), 8));
  refused(row(1, 'NaN'), messages.rowOfUnknownActivity(at(line), Number.NaN));
  refused(row(1, 1.5), messages.rowOfUnknownActivity(at(line), 1.5));
  refused(row('x', 1), messages.rowWithoutNumber(at(line), 1, 'x'));
  refused(row(1, 1).replace('104', '1,5'), messages.rowWithoutNumber(at(line), 3, '1,5'));
});

test('names the column of what is no number, and shows its beginning', () => {
  const long = 'z'.repeat(30);
  expect(() => read(file(row().replace('104', long)))).toThrow(
    messages.rowWithoutNumber(at(1), 3, `${'z'.repeat(20)}…`),
  );
  expect(() => read(file(row().replace('104', '1e39')))).toThrow(messages.rowWithoutNumber(at(1), 3, '1e39'));
});

test('a last line that was cut off is named', () => {
  const text = file(row(), row(), row()).slice(0, -20);
  expect(() => read(text)).toThrow(`line 3: `);
});

test('files of other formats are refused at their first line', () => {
  expect(() => read('')).toThrow(messages.rowsMissing('pamap2/subject101'));
  expect(() => read('PK\u0003\u0004\n')).toThrow(messages.rowWithoutNumber(at(1), 1, 'PK\u0003\u0004'));
  expect(() => read('1,2,3\n')).toThrow(messages.rowWithoutNumber(at(1), 1, '1,2,3'));
  expect(() => read(' '.repeat(70_000))).toThrow(messages.rowIsEndless('pamap2/subject101', 1));
  expect(() => read(`${row()}\n${'\0'.repeat(400)}\n`)).toThrow('line 2, column 1');
});
