/**
 * Makes the rows of a matrix orthonormal, one after another (Gram-Schmidt, each row twice, so that rounding leaves no
 * rest of the others). From normally distributed numbers this is uniform among all such matrices: it is the Q of their QR
 * decomposition with a positive diagonal of R. Sums in order, so that every machine gets the same bits.
 */
export function orthogonalRows(
  values: ArrayLike<number>,
  { rows, columns }: { rows: number; columns: number },
): Float32Array {
  if (rows > columns) throw new RangeError(`${rows} rows of ${columns} numbers cannot be orthogonal`);
  const made: Float64Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    const own = Float64Array.from({ length: columns }, (_, column) => values[row * columns + column] ?? 0);
    for (const other of [...made, ...made]) subtractProjection(own, other);
    const length = Math.sqrt(dot(own, own));
    if (length === 0) throw new RangeError('a row depends on those before it');
    made.push(own.map((value) => value / length));
  }
  const all = new Float32Array(rows * columns);
  made.forEach((row, index) => {
    all.set(row, index * columns);
  });
  return all;
}

function subtractProjection(own: Float64Array, other: Float64Array): void {
  const part = dot(own, other);
  for (let index = 0; index < own.length; index += 1)
    own[index] = (own[index] ?? 0) - part * (other[index] ?? 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
