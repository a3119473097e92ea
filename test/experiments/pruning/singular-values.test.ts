import { expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import type { Matrix } from '../../../src/experiments/pruning/dense-network.ts';
import { decompose, truncate } from '../../../src/experiments/pruning/singular-values.ts';

function randomMatrix(rows: number, columns: number): Matrix {
  const random = createRandom(3);
  return {
    rows,
    columns,
    values: Float32Array.from({ length: rows * columns }, () => random.uniform() - 0.5),
  };
}

function product([a, b]: readonly [Matrix, Matrix]): Float64Array {
  return Float64Array.from({ length: a.rows * b.columns }, (_, index) => {
    const [row, column] = [Math.floor(index / b.columns), index % b.columns];
    let sum = 0;
    for (let inner = 0; inner < a.columns; inner += 1)
      sum += a.values[row * a.columns + inner]! * b.values[inner * b.columns + column]!;
    return sum;
  });
}

function squaredDistance({ values }: Matrix, other: Float64Array): number {
  return other.reduce((sum, value, index) => sum + (value - values[index]!) ** 2, 0);
}

test('singular values of a matrix that has known ones', () => {
  // [[3, 0], [4, 5]]: A Aᵀ has the eigenvalues 45 and 5.
  const { singular } = decompose({ rows: 2, columns: 2, values: Float32Array.of(3, 0, 4, 5) });
  expect(singular[0]).toBeCloseTo(Math.sqrt(45), 12);
  expect(singular[1]).toBeCloseTo(Math.sqrt(5), 12);
});

test('vectors are orthonormal, and all of them give the matrix back', () => {
  const matrix = randomMatrix(12, 7);
  const found = decompose(matrix);
  for (const vectors of [found.left, found.right]) {
    vectors.forEach((a, i) => {
      vectors.forEach((b, j) => {
        expect(a.reduce((sum, value, index) => sum + value * b[index]!, 0)).toBeCloseTo(i === j ? 1 : 0, 10);
      });
    });
  }
  expect(squaredDistance(matrix, product(truncate(found, 7)))).toBeLessThan(1e-12);
});

test('a lower rank is as near as it can be: what is missing are the squares of the other singular values', () => {
  const matrix = randomMatrix(12, 7);
  const found = decompose(matrix);
  for (const rank of [1, 3, 6]) {
    const factors = truncate(found, rank);
    expect(factors.map(({ rows, columns }) => [rows, columns])).toEqual([
      [12, rank],
      [rank, 7],
    ]);
    const missing = found.singular.slice(rank).reduce((sum, value) => sum + value * value, 0);
    expect(squaredDistance(matrix, product(factors))).toBeCloseTo(missing, 6);
  }
});

test('a matrix of rank one has one singular value', () => {
  const values = Float32Array.from(
    { length: 15 },
    (_, index) => (Math.floor(index / 3) + 1) * ((index % 3) + 1),
  );
  const { singular } = decompose({ rows: 5, columns: 3, values });
  expect(singular[0]).toBeCloseTo(Math.sqrt(55 * 14), 10);
  expect(singular[1]).toBeLessThan(1e-12);
});

test('fewer rows than columns are refused', () => {
  expect(() => decompose(randomMatrix(2, 3))).toThrow('2 rows are fewer than 3 columns');
});
