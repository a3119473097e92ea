import { expect, test } from 'vitest';

import { compareKernels } from '../../../src/experiments/first-layer/compare-kernels.ts';
import { drawKernels, drawResponses, respond } from '../../../src/experiments/first-layer/draw.ts';
import { sobelKernels } from '../../../src/experiments/first-layer/sobel.ts';

/** Ink in the right half of an image. */
const half = {
  side: 6,
  values: Float64Array.from({ length: 36 }, (_, place) => (place % 6 >= 3 ? 1 : 0)),
};

test('Sobel’s kernel answers at the edge with its whole weight, and nowhere inside', () => {
  const { vertical, horizontal } = sobelKernels(3);
  const row = [...respond(half, vertical, 3).subarray(12, 18)];
  // Beyond the image there is no ink, which is an edge the other way.
  expect(row).toEqual([0, 0, 4, 4, 0, -4]);
  expect([...respond(half, horizontal, 3).subarray(12, 18)]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('kernels are drawn dark where they are positive, each to its greatest weight', () => {
  const { vertical, horizontal } = sobelKernels(3);
  const compared = compareKernels([vertical], [horizontal.map((value) => 100 * value)], 3);
  const { width, height, data } = drawKernels(compared, 3);
  expect(data).toHaveLength(width * height);
  const at = (x: number, y: number): number => data[y * width + x]!;
  // The first row: negative on the left, nought in the middle, positive on the right.
  expect([at(8, 16), at(17, 16), at(25, 16)]).toEqual([255, 128, 1]);
  // The trained kernel: light above, dark below.
  expect([at(17, 56), at(17, 72)]).toEqual([255, 1]);
});

test('responses have three rows, the image first', () => {
  const { vertical, horizontal } = sobelKernels(3);
  const kernels = Array.from({ length: 6 }, (_, index) => (index < 3 ? vertical : horizontal));
  const { width, height, data } = drawResponses(half, compareKernels(kernels, kernels, 3), 3);
  expect(data).toHaveLength(width * height);
  const at = (x: number, y: number): number => data[y * width + x]!;
  // Under the place of a kernel the image itself: paper, then ink.
  expect([at(9, 40), at(24, 40)]).toEqual([255, 0]);
});
