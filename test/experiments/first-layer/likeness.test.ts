import { expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import {
  compareKernels,
  describeComparison,
  splitKernels,
} from '../../../src/experiments/first-layer/compare-kernels.ts';
import { energyShare, quantile } from '../../../src/experiments/first-layer/likeness.ts';
import { lineKernels, sobelDirections, sobelKernels } from '../../../src/experiments/first-layer/sobel.ts';

/** Kernels of numbers uniform in [-1, 1). */
function drawKernels(count: number, side: number): Float64Array[] {
  const random = createRandom('kernels');
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: side * side }, () => 2 * random.uniform() - 1),
  );
}

function edgesOf(side: number): (kernel: ArrayLike<number>) => number {
  const { vertical, horizontal } = sobelKernels(side);
  return energyShare([vertical, horizontal]);
}

test('a side of 3 gives Sobel’s own kernels, one of 5 those of binomials', () => {
  const { vertical, horizontal, falling, rising } = sobelKernels(3);
  expect([...vertical]).toEqual([-1, 0, 1, -2, 0, 2, -1, 0, 1]);
  expect([...horizontal]).toEqual([-1, -2, -1, 0, 0, 0, 1, 2, 1]);
  expect([...falling]).toEqual([-2, -2, 0, -2, 0, 2, 0, 2, 2]);
  expect([...rising]).toEqual([0, 2, 2, -2, 0, 2, -2, -2, 0]);
  expect([...sobelKernels(5).vertical.subarray(10, 15)]).toEqual([-6, -12, 0, 12, 6]);
  expect([...lineKernels(5)[0]!.subarray(10, 15)]).toEqual([6, 0, -12, 0, 6]);
});

test('the share of the plane is the square of the greatest cosine over all directions', () => {
  const { vertical, horizontal } = sobelKernels(5);
  const share = edgesOf(5);
  for (const kernel of drawKernels(5, 5)) {
    const mean = kernel.reduce((sum, value) => sum + value, 0) / 25;
    const varied = kernel.map((value) => value - mean);
    const cosines = Array.from({ length: 720 }, (_, step) => {
      const angle = (step * Math.PI) / 360;
      const turned = vertical.map((v, at) => v * Math.cos(angle) + horizontal[at]! * Math.sin(angle));
      const product = varied.reduce((sum, value, at) => sum + value * turned[at]!, 0);
      return product / Math.hypot(...varied) / Math.hypot(...turned);
    });
    expect(share(kernel)).toBeCloseTo(Math.max(...cosines) ** 2, 4);
    expect(share(kernel.map((value) => 3 - 2 * value))).toBeCloseTo(share(kernel), 10);
  }
});

test('edges have all of their energy in the plane, lines and even grey none', () => {
  const share = edgesOf(5);
  const { vertical, rising } = sobelKernels(5);
  expect(share(vertical)).toBeCloseTo(1, 12);
  expect(share(rising.map((value) => value + 7))).toBeCloseTo(1, 12);
  for (const line of lineKernels(5)) expect(share(line)).toBeCloseTo(0, 12);
  expect(share(new Float64Array(25).fill(0.25))).toBe(0);
  expect(() => energyShare([new Float64Array(25).fill(1)])).toThrow('depends');
});

test('random kernels have two dimensions in twenty-four on average', () => {
  const shares = drawKernels(4000, 5).map(edgesOf(5));
  const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length;
  expect(Math.abs(mean - 2 / 24)).toBeLessThan(0.005);
});

test('fixed kernels are Sobel’s in even steps around the circle, of the length asked for', () => {
  const kernels = splitKernels(sobelDirections(5, { count: 16, limit: 0.3 }), 16);
  const { vertical, horizontal } = sobelKernels(5);
  kernels.forEach((kernel, turn) => {
    expect(edgesOf(5)(kernel)).toBeCloseTo(1, 6);
    expect(Math.hypot(...kernel)).toBeCloseTo(0.3 * Math.sqrt(25 / 3), 5);
    const across = kernel.reduce((sum, value, at) => sum + value * vertical[at]!, 0);
    const down = kernel.reduce((sum, value, at) => sum + value * horizontal[at]!, 0);
    const angle = (Math.atan2(down, across) / (2 * Math.PI)) * 16;
    expect((angle + 16) % 16).toBeCloseTo(turn, 4);
  });
});

test('a layer is held against random layers, kernel by kernel', () => {
  const [one, other] = drawKernels(2, 5);
  const { horizontal } = sobelKernels(5);
  const compared = compareKernels([one!, other!], [one!, horizontal], 5);
  expect(compared.map(({ kernel }) => kernel)).toEqual([2, 1]);
  expect(compared[0]).toMatchObject({ trained: expect.closeTo(1, 10) as number });
  expect(compared[1]).toMatchObject({ change: 0, moved: 0 });
  const random = Float32Array.from(drawKernels(100, 5).flatMap((kernel) => [...kernel]));
  const described = describeComparison(compared, random, 5);
  expect(described).toMatchObject({
    trained: { above: 1, layers_above: 0 },
    random: { kernels: 100, layers: 50 },
  });
  expect(quantile([1, 2, 3, 4, 5], 0.5)).toBe(3);
});
