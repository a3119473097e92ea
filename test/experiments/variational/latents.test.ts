import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { student, type StandardDistribution } from '../../../src/experiments/variational/distributions.ts';
import {
  latents,
  logRatio,
  reparameterise,
  reparameterisedGradient,
} from '../../../src/experiments/variational/latents.ts';
import { openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let tf: TensorLibrary;
let kernels: Kernels;
beforeAll(() => {
  ({ tf, kernels } = tensorflow);
});

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];
const meanOf = (tensor: Tensor): number => values(tf.mean(tensor))[0]!;
const families = ['gaussian', 'laplace'] as const;

/** Locations on both sides of 0, near it and far from it, with narrow and wide scales. */
const points = [
  [0, 0],
  [0.01, -1],
  [-0.4, 0.3],
  [1.5, -0.7],
  [-3, -2],
] as const;

describe.skipIf(without)('the divergence', () => {
  const at = (family: (typeof families)[number], location: number, logScale: number): number[] => {
    const posterior = { location: tf.tensor2d([[location]]), logScale: tf.tensor2d([[logScale]]) };
    const divergence = latents[family].divergence(kernels, posterior);
    return [divergence.values, divergence.byLocation, divergence.byLogScale].map(
      (tensor) => values(tensor)[0]!,
    );
  };

  test.each(families)('%s: is 0 where posterior and prior are one, and greater elsewhere', (family) => {
    const found = points.map(([location, logScale]) => at(family, location, logScale)[0]!);
    expect(found[0]).toBeCloseTo(0, 6);
    for (const value of found.slice(1)) expect(value).toBeGreaterThan(0);
  });

  test('has the values of the formulas, worked out by hand', () => {
    expect(at('gaussian', 1, Math.log(0.5))[0]).toBeCloseTo(0.5 * (1 + 0.25 - 1) + Math.log(2), 6);
    expect(at('laplace', -1, Math.log(0.5))[0]).toBeCloseTo(1 + 0.5 * Math.exp(-2) - 1 + Math.log(2), 6);
  });

  test.each(families)('%s: its gradients are those of finite differences', (family) => {
    const step = 1e-2;
    for (const [location, logScale] of points) {
      const [, byLocation, byLogScale] = at(family, location, logScale);
      const value = (m: number, l: number): number => at(family, m, l)[0]!;
      const alongLocation = value(location + step, logScale) - value(location - step, logScale);
      const alongLogScale = value(location, logScale + step) - value(location, logScale - step);
      expect(byLocation).toBeCloseTo(alongLocation / (2 * step), 3);
      expect(byLogScale).toBeCloseTo(alongLogScale / (2 * step), 3);
    }
  });

  test.each(families)('%s: is the mean of log q - log p over its own codes', (family) => {
    const latent = latents[family];
    const [location, logScale] = [tf.scalar(0.8), tf.scalar(-0.5)];
    const noise = latent.noise(kernels, [200_000], [3, 4]);
    const codes = reparameterise(kernels, { location, logScale }, noise);
    const mean = meanOf(logRatio(kernels, latent, { noise, codes, logScale }));
    expect(Math.abs(mean - at(family, 0.8, -0.5)[0]!)).toBeLessThan(0.01);
  });
});

describe.skipIf(without)('a standard distribution', () => {
  const all: [string, () => StandardDistribution, number][] = [
    ['gaussian', () => latents.gaussian, 1],
    ['laplace', () => latents.laplace, 2],
    ['student', () => student(8), 8 / 6],
  ];

  test.each(all)(
    '%s: draws numbers of mean 0 and its variance, the same for the same seeds',
    (_, get, variance) => {
      const noise = get().noise(kernels, [100_000], [5, 6]);
      expect(Math.abs(meanOf(noise))).toBeLessThan(0.02);
      expect(meanOf(tf.square(noise)) / variance).toBeCloseTo(1, 1);
      const [again, other] = [get().noise(kernels, [4], [5, 6]), get().noise(kernels, [4], [5, 7])];
      expect(values(again)).toEqual(values(get().noise(kernels, [4], [5, 6])));
      expect(values(other)).not.toEqual(values(again));
    },
  );

  test.each(all)('%s: its score is minus the slope of its log density', (_, get) => {
    const at = tf.tensor1d([-2.5, -0.7, 0.3, 1.9]);
    const density = (shift: number): Tensor => get().logDensity(kernels, tf.add(at, shift));
    const slopes = values(tf.div(tf.sub(density(-0.01), density(0.01)), 0.02));
    values(get().score(kernels, at)).forEach((score, index) => {
      expect(score).toBeCloseTo(slopes[index]!, 3);
    });
  });

  test('has the quantiles of tables', () => {
    const shares = tf.tensor1d([0.025, 0.25, 0.5, 0.975]);
    const [normal, double] = families.map((name) => values(latents[name].quantiles(kernels, shares)));
    [-1.95996, -0.67449, 0, 1.95996].forEach((value, index) => {
      expect(normal![index]).toBeCloseTo(value, 4);
    });
    [Math.log(0.05), Math.log(0.5), 0, -Math.log(0.05)].forEach((value, index) => {
      expect(double![index]).toBeCloseTo(value, 5);
    });
  });

  test('Laplace noise is never infinite, not even from the least number that is drawn', () => {
    const edges = tf.add(tf.tensor1d([0, 1 - 1 / 8_388_608]), 1 / 16_777_216);
    for (const value of values(latents.laplace.quantiles(kernels, edges)))
      expect(Number.isFinite(value)).toBe(true);
  });
});

test.skipIf(without)('a gradient goes back through z = m + s ε to m and log s', () => {
  const posterior = { location: tf.tensor2d([[0.5, -1]]), logScale: tf.tensor2d([[-1, 0.4]]) };
  const noise = tf.tensor2d([[1.3, -0.6]]);
  const byCodes = tf.tensor2d([[2, -3]]);
  const codes = reparameterise(kernels, posterior, noise);
  const { byLocation, byLogScale } = reparameterisedGradient(kernels, byCodes, { codes, ...posterior });
  const [expectedLocation, expectedLogScale] = tf.grads((location, logScale) =>
    tf.sum(tf.mul(byCodes, reparameterise(kernels, { location, logScale }, noise))),
  )([posterior.location, posterior.logScale]);
  expect(values(byLocation)).toEqual(values(expectedLocation!));
  values(byLogScale).forEach((value, index) => {
    expect(value).toBeCloseTo(values(expectedLogScale!)[index]!, 5);
  });
});
