import type { Tensor } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { StandardDistribution } from './distributions.ts';
import { logRatio, reparameterise } from './latents.ts';

/** A posterior of one coordinate; the prior is the standard distribution. */
export interface StudiedPosterior {
  distribution: StandardDistribution;
  location: number;
  scale: number;
}

/** Estimates of KL from samples of one size. */
export interface SizeOutcome {
  samples: number;
  /** The first estimate, and its standard error by the spread of its own sample. */
  estimate: number;
  error: number;
  /** Mean of all estimates, and the standard deviation of one of them. */
  mean: number;
  spread: number;
  /** What that deviation should be by the spread within all samples: its root mean square by the root of their size. */
  expected: number;
  /** Share of the estimates that lie within two of their own standard errors of `reference`. */
  covered: number;
}

/** Draws `repeats` samples of one size and estimates KL from each. */
export function estimateDivergence(
  kernels: Kernels,
  posterior: StudiedPosterior,
  { samples, repeats, random }: { samples: number; repeats: number; random: Random },
  reference: number,
): SizeOutcome {
  const { means, variances } = drawSamples(kernels, posterior, { samples, repeats, random });
  const errors = variances.map((variance) => Math.sqrt(variance / (samples - 1)));
  const mean = meanOf(means);
  const squares = means.map((value) => (value - mean) * (value - mean));
  const near = means.filter((value, index) => Math.abs(value - reference) <= 2 * (errors[index] ?? 0));
  return {
    samples,
    estimate: means[0] ?? 0,
    error: errors[0] ?? 0,
    mean,
    spread: Math.sqrt((meanOf(squares) * repeats) / (repeats - 1)),
    expected: Math.sqrt(meanOf(variances) / (samples - 1)),
    covered: near.length / repeats,
  };
}

/** Numbers drawn at once; the samples of a size are drawn in as many rounds as that needs. */
const drawnAtOnce = 1_000_000;

/** Mean and variance of log q - log p in each of the samples. */
function drawSamples(
  kernels: Kernels,
  posterior: StudiedPosterior,
  { samples, repeats, random }: { samples: number; repeats: number; random: Random },
): { means: number[]; variances: number[] } {
  const { tf } = kernels;
  const [means, variances]: [number[], number[]] = [[], []];
  const most = Math.max(1, Math.floor(drawnAtOnce / samples));
  for (let done = 0; done < repeats; done += most) {
    const rows = Math.min(most, repeats - done);
    const moments = tf.tidy(() => {
      const noise = posterior.distribution.noise(kernels, [rows, samples], random.seedPair());
      const drawn = ratios(kernels, posterior, noise);
      const mean = tf.mean(drawn, 1, true);
      return { mean: tf.reshape(mean, [rows]), variance: tf.mean(tf.square(tf.sub(drawn, mean)), 1) };
    });
    means.push(...takeValues(moments.mean));
    variances.push(...takeValues(moments.variance));
  }
  return { means, variances };
}

/** log q(z) - log p(z) at z = m + s ε for noise of any shape. */
function ratios(
  kernels: Kernels,
  { distribution, location, scale }: StudiedPosterior,
  noise: Tensor,
): Tensor {
  const { tf } = kernels;
  const logScale = tf.log(tf.scalar(scale));
  const codes = reparameterise(kernels, { location: tf.scalar(location), logScale }, noise);
  return logRatio(kernels, distribution, { noise, codes, logScale });
}

function takeValues(tensor: Tensor): number[] {
  const values = [...tensor.dataSync()];
  tensor.dispose();
  return values;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nodes on either side of the posterior's centre, and the distance of two of them in its scales: a power of two, so that nodes are exact. */
const [nodes, step] = [262_144, 1 / 1024];

/**
 * KL by the trapezoid rule over 256 scales on either side of the posterior's centre. Densities need no constant: the
 * weights are divided by their sum.
 */
export function integrateDivergence(kernels: Kernels, posterior: StudiedPosterior): number {
  const { tf } = kernels;
  const grid = Float32Array.from({ length: 2 * nodes + 1 }, (_, index) => (index - nodes) * step);
  const [weights, values] = tf
    .tidy(() => {
      const noise = tf.tensor1d(grid);
      return [tf.exp(posterior.distribution.logDensity(kernels, noise)), ratios(kernels, posterior, noise)];
    })
    .map((tensor) => takeValues(tensor));
  if (!weights || !values) throw new RangeError('weights and values');
  const weighted = weights.map((weight, index) => weight * (values[index] ?? 0));
  return meanOf(weighted) / meanOf(weights);
}

/** The slope of a straight line through log(spread) against log(samples), by least squares. */
export function slopeOfSpread({ tf }: Kernels, outcomes: readonly SizeOutcome[]): number {
  const logs = (values: readonly number[]): number[] =>
    takeValues(tf.tidy(() => tf.log(tf.tensor1d([...values]))));
  const x = logs(outcomes.map(({ samples }) => samples));
  const y = logs(outcomes.map(({ spread }) => spread));
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const products = x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY));
  const squares = x.map((value) => (value - meanX) * (value - meanX));
  return meanOf(products) / meanOf(squares);
}
