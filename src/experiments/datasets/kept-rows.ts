/** A table of 32-bit floats that grows by rows without moving what it holds. */
export interface KeptRows {
  readonly count: number;
  /** Appends a copy of a row. */
  push(row: Float32Array): void;
  /** Overwrites one column of the rows from `start` to the last. */
  fillColumn(column: number, start: number, value: number): void;
  /** All rows one after another, [count, columns]. Empties the table, so that no value is held twice for long. */
  take(): Float32Array;
}

/** Rows of one piece of memory: 52 columns of it are 1.7 MB. */
const chunkRows = 8192;

export function createKeptRows(columns: number): KeptRows {
  const chunks: Float32Array[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    push: (row) => {
      const place = count % chunkRows;
      if (place === 0) chunks.push(new Float32Array(chunkRows * columns));
      chunks.at(-1)?.set(row, place * columns);
      count += 1;
    },
    fillColumn: (column, start, value) => {
      for (let row = start; row < count; row += 1) {
        const chunk = chunks[Math.floor(row / chunkRows)];
        if (chunk) chunk[(row % chunkRows) * columns + column] = value;
      }
    },
    take: () => {
      const rows = joinChunks(chunks, count * columns);
      count = 0;
      return rows;
    },
  };
}

/** Joins the chunks from the last to the first, letting go of each. */
function joinChunks(chunks: Float32Array[], size: number): Float32Array {
  const joined = new Float32Array(size);
  for (let chunk = chunks.pop(); chunk; chunk = chunks.pop()) {
    const start = chunks.length * chunk.length;
    joined.set(chunk.subarray(0, size - start), start);
  }
  return joined;
}
