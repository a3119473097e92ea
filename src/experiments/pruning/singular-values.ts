import type { Matrix } from './dense-network.ts';

/** A matrix as Σ sᵢ uᵢ vᵢᵀ, the largest sᵢ first. */
export interface Decomposition {
  singular: Float64Array;
  /** uᵢ, each as long as a column. */
  left: readonly Float64Array[];
  /** vᵢ, each as long as a row. */
  right: readonly Float64Array[];
}

/** Columns whose cosine is below this count as orthogonal. */
const orthogonal = 1e-14;
const sweeps = 60;

/**
 * The singular value decomposition by one-sided Jacobi rotations (Hestenes 1958): pairs of columns are turned in their plane
 * until all are orthogonal; their lengths then are the singular values. Sums, products, quotients and roots in double
 * precision only, so the bits are the same everywhere. The matrix must not have fewer rows than columns.
 */
export function decompose({ rows, columns, values }: Matrix): Decomposition {
  if (rows < columns) throw new RangeError(`${rows} rows are fewer than ${columns} columns`);
  const turned = Array.from({ length: columns }, (_, column) =>
    Float64Array.from({ length: rows }, (__, row) => values[row * columns + column] ?? 0),
  );
  const turns = Array.from({ length: columns }, (_, column) => {
    const unit = new Float64Array(columns);
    unit[column] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < sweeps; sweep += 1) if (!sweepPairs(turned, turns)) break;
  return ordered(turned, turns);
}

/** Turns every pair of columns once; whether any was not orthogonal yet. */
function sweepPairs(turned: readonly Float64Array[], turns: readonly Float64Array[]): boolean {
  let hasTurned = false;
  turned.forEach((a, first) => {
    for (let second = first + 1; second < turned.length; second += 1) {
      const b = turned[second] ?? a;
      const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
      if (Math.abs(ab) <= orthogonal * Math.sqrt(aa * bb)) continue;
      hasTurned = true;
      const rotation = rotationFor(aa, bb, ab);
      rotate(a, b, rotation);
      rotate(turns[first] ?? a, turns[second] ?? b, rotation);
    }
  });
  return hasTurned;
}

/** The cosine and sine that make two columns orthogonal, given the products of the columns. */
function rotationFor(aa: number, bb: number, ab: number): readonly [number, number] {
  const cotangent = (bb - aa) / (2 * ab);
  const size = 1 / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
  const tangent = cotangent < 0 ? -size : size;
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  return [cosine, cosine * tangent];
}

function rotate(a: Float64Array, b: Float64Array, [cosine, sine]: readonly [number, number]): void {
  for (let index = 0; index < a.length; index += 1) {
    const [one, other] = [a[index] ?? 0, b[index] ?? 0];
    a[index] = cosine * one - sine * other;
    b[index] = sine * one + cosine * other;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function ordered(turned: readonly Float64Array[], turns: readonly Float64Array[]): Decomposition {
  const lengths = turned.map((column) => Math.sqrt(dot(column, column)));
  const order = [...lengths.keys()].sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  return {
    singular: Float64Array.from(order, (index) => lengths[index] ?? 0),
    left: order.map((index) => {
      const length = lengths[index] ?? 0;
      return (turned[index] ?? new Float64Array()).map((value) => (length === 0 ? 0 : value / length));
    }),
    right: order.map((index) => turns[index] ?? new Float64Array()),
  };
}

/**
 * Two factors, [rows, rank] and [rank, columns], whose product is the matrix of this rank that is nearest to the one
 * decomposed (Eckart and Young 1936). The root of each singular value goes into either.
 */
export function truncate({ singular, left, right }: Decomposition, rank: number): [Matrix, Matrix] {
  const [rows, columns] = [left[0]?.length ?? 0, right[0]?.length ?? 0];
  const first = new Float32Array(rows * rank);
  const second = new Float32Array(rank * columns);
  for (let place = 0; place < rank; place += 1) {
    const root = Math.sqrt(singular[place] ?? 0);
    left[place]?.forEach((value, row) => (first[row * rank + place] = value * root));
    right[place]?.forEach((value, column) => (second[place * columns + column] = value * root));
  }
  return [
    { rows, columns: rank, values: first },
    { rows: rank, columns, values: second },
  ];
}
