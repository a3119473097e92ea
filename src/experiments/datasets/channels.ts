/*
 * What a row of PAMAP2 holds: timestamp, activity, heart rate, and 17 columns of each of three measurement units, worn
 * at hand, chest and ankle.
 */

/** Numbers in a row. */
export const rowColumns = 54;

/** Places in a row, from 0. */
export const timestampColumn = 0;
export const activityColumn = 1;
/** The heart rate; from here on every column is a channel. */
export const firstChannelColumn = 2;

/** Heart rate and 3 · 17 columns. */
export const channelCount = rowColumns - firstChannelColumn;

const unitColumns = [
  'temperature',
  ...named('acceleration (16 g)', ['x', 'y', 'z']),
  ...named('acceleration (6 g)', ['x', 'y', 'z']),
  ...named('gyroscope', ['x', 'y', 'z']),
  ...named('magnetometer', ['x', 'y', 'z']),
  ...named('orientation', ['1', '2', '3', '4']),
];

/** What each channel measures, in the order of the columns: `heart rate`, `hand temperature`, … */
export const channelNames: readonly string[] = [
  'heart rate',
  ...['hand', 'chest', 'ankle'].flatMap((unit) => unitColumns.map((column) => `${unit} ${column}`)),
];

function named(what: string, parts: readonly string[]): string[] {
  return parts.map((part) => `${what} ${part}`);
}
