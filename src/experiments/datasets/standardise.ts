/** Rows from `start` up to `end`. */
export interface RowRange {
  start: number;
  end: number;
}

/**
 * Standardises the columns of `rows`, [rows, columns], in place by the mean and the standard deviation (of the
 * population) of the rows in `ranges`. A column that is constant there becomes 0 in those rows and keeps its distance
 * from them elsewhere; a NaN, a value that nobody knows, counts for neither measure and becomes 0, the mean.
 */
export function standardiseRows(rows: Float32Array, columns: number, ranges: readonly RowRange[]): void {
  const { mean, deviation } = measureColumns(rows, columns, ranges);
  for (let at = 0; at < rows.length; at += columns) {
    for (let column = 0; column < columns; column += 1) {
      const value = ((rows[at + column] ?? 0) - (mean[column] ?? 0)) / (deviation[column] ?? 1);
      rows[at + column] = Number.isNaN(value) ? 0 : value;
    }
  }
}

interface Measures {
  mean: Float64Array;
  /** 1 for a constant column. */
  deviation: Float64Array;
}

/**
 * Two passes in double precision, row after row, so that the sums have one order. They are of the distances from the
 * column's first value: those of a constant column are exactly 0, which its own mean need not be.
 */
function measureColumns(rows: Float32Array, columns: number, ranges: readonly RowRange[]): Measures {
  const first = new Float64Array(columns).fill(Number.NaN);
  const known = new Float64Array(columns);
  const sum = new Float64Array(columns);
  visitValues(rows, columns, ranges, (value, column) => {
    if (known[column] === 0) first[column] = value;
    known[column] = (known[column] ?? 0) + 1;
    sum[column] = (sum[column] ?? 0) + (value - (first[column] ?? 0));
  });
  const offset = sum.map((total, column) => total / (known[column] ?? 1));
  const squares = new Float64Array(columns);
  visitValues(rows, columns, ranges, (value, column) => {
    const distance = value - (first[column] ?? 0) - (offset[column] ?? 0);
    squares[column] = (squares[column] ?? 0) + distance * distance;
  });
  const deviation = squares.map((total, column) => Math.sqrt(total / (known[column] ?? 1)) || 1);
  return { mean: first.map((value, column) => value + (offset[column] ?? 0)), deviation };
}

function visitValues(
  rows: Float32Array,
  columns: number,
  ranges: readonly RowRange[],
  visit: (value: number, column: number) => void,
): void {
  for (const { start, end } of ranges) {
    for (let at = start * columns, column = 0; at < end * columns; at += 1) {
      const value = rows[at] ?? Number.NaN;
      if (!Number.isNaN(value)) visit(value, column);
      column = column === columns - 1 ? 0 : column + 1;
    }
  }
}
