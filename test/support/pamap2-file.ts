/** Rows in PAMAP2's format: stretches of activities at 100 Hz, made-up numbers, the heart rate now and then. */
export function writePamap2(stretches: readonly { activity: number; rows: number }[]): string {
  const ids = stretches.flatMap(({ activity, rows }) => Array.from({ length: rows }, () => activity));
  return ids.map((activity, row) => `${describeRow(row, activity)}\n`).join('');
}

function describeRow(row: number, activity: number): string {
  const heart = row % 11 === 0 ? 90 + (row % 7) : 'NaN';
  const units = Array.from({ length: 51 }, (_, column) => ((row * (column + 3)) % 101) / 8 - 6);
  return [(5 + row / 100).toFixed(2), activity, heart, ...units].join(' ');
}
