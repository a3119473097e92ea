import type { Tensor } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import type { Kernels } from '../kernels/execute.ts';
import { decode, encode, type Vae, type VaeWeights } from './autoencoder.ts';
import { bernoulliGradient, bernoulliLogLikelihood } from './bernoulli.ts';
import { reparameterise, reparameterisedGradient, type Posterior } from './latents.ts';

/** One image, and how often its code is drawn. */
export interface GradientStudy {
  /** [1, pixels] */
  image: Tensor;
  weights: VaeWeights;
  samples: number;
  random: Random;
  /** Half the distance of the two points of a finite difference: in scales for a location, in itself for a log scale. */
  step: number;
}

/** The derivative of E[log p(x|z)] by one parameter of the posterior, estimated in four ways from the same codes. */
export interface ParameterOutcome {
  parameter: 'location' | 'log scale';
  /** From 1. */
  coordinate: number;
  reparameterised: Estimate;
  /** The central difference of the mean of log p(x|z), with the same noise on both sides. */
  difference: number;
  score: Estimate;
  /** The score function with a constant taken off log p(x|z): the mean over other codes. */
  baselined: Estimate;
}

/** Mean over the codes, its standard error, and the variance of what one code gives. */
export interface Estimate {
  mean: number;
  error: number;
  variance: number;
}

/** Compares the estimators for both parameters of every coordinate. */
export function compareGradients(kernels: Kernels, vae: Vae, study: GradientStudy): ParameterOutcome[] {
  const outcomes: ParameterOutcome[] = [];
  kernels.tf.tidy(() => {
    outcomes.push(...compareAll(kernels, vae, study));
  });
  return outcomes;
}

function compareAll(kernels: Kernels, vae: Vae, study: GradientStudy): ParameterOutcome[] {
  const { posterior } = encode(kernels, vae, study.image, study.weights);
  const draw = (purpose: string): Tensor => {
    const shape = [study.samples, posterior.location.shape[1] ?? 0];
    return vae.latent.noise(kernels, shape, study.random.fork(purpose).seedPair());
  };
  const noise = draw('codes');
  const other = reparameterise(kernels, posterior, draw('baseline'));
  const baseline = meanOf(likelihoods(kernels, vae, study, other));
  const pathwise = pathwiseGradients(kernels, vae, study, { posterior, noise });
  const scored = scoreGradients(kernels, vae, study, { posterior, noise, baseline });
  return pathwise.flatMap((columns, kind) =>
    columns.map((column, index) => ({
      parameter: kind === 0 ? ('location' as const) : ('log scale' as const),
      coordinate: index + 1,
      reparameterised: summarise(column),
      difference: centralDifference(kernels, vae, study, { posterior, noise, kind, index }),
      score: summarise(scored.plain[kind]?.[index] ?? []),
      baselined: summarise(scored.baselined[kind]?.[index] ?? []),
    })),
  );
}

/** log p(x|z) of the image for each code, [samples]. */
function likelihoods(kernels: Kernels, vae: Vae, { image, weights }: GradientStudy, codes: Tensor): number[] {
  const values = kernels.tf.tidy(() => {
    const { logits } = decode(kernels, vae, codes, weights);
    return bernoulliLogLikelihood(kernels, logits, image);
  });
  const numbers = [...values.dataSync()];
  values.dispose();
  return numbers;
}

interface Drawn {
  posterior: Posterior;
  noise: Tensor;
}

/** By kind of parameter and coordinate, the gradient that each code gives: through z = m + s ε. */
function pathwiseGradients(
  kernels: Kernels,
  vae: Vae,
  { image, weights }: GradientStudy,
  { posterior, noise }: Drawn,
): number[][][] {
  const codes = reparameterise(kernels, posterior, noise);
  const { logits, backward } = decode(kernels, vae, codes, weights);
  const byCodes = backward(bernoulliGradient(kernels, logits, image)).codes;
  const { location } = posterior;
  const { byLocation, byLogScale } = reparameterisedGradient(kernels, byCodes, { codes, location });
  return [byLocation, byLogScale].map(columnsOf);
}

/** The same by log p(x|z) times the gradient of log q(z|x), without and with a baseline. */
function scoreGradients(
  kernels: Kernels,
  vae: Vae,
  study: GradientStudy,
  { posterior, noise, baseline }: Drawn & { baseline: number },
): { plain: number[][][]; baselined: number[][][] } {
  const { tf } = kernels;
  const values = likelihoods(kernels, vae, study, reparameterise(kernels, posterior, noise));
  const score = vae.latent.score(kernels, noise);
  const byLocation = tf.div(score, tf.exp(posterior.logScale));
  const byLogScale = tf.sub(tf.mul(noise, score), 1);
  const scores = [byLocation, byLogScale].map(columnsOf);
  const times = (constant: number): number[][][] =>
    scores.map((columns) =>
      columns.map((column) => column.map((factor, index) => ((values[index] ?? 0) - constant) * factor)),
    );
  return { plain: times(0), baselined: times(baseline) };
}

function columnsOf(tensor: Tensor): number[][] {
  const [rows = 0, columns = 0] = tensor.shape;
  const values = tensor.dataSync();
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? 0),
  );
}

/** (f(φ + h) - f(φ - h)) / 2h for one parameter, averaged over the codes; both sides take the same noise. */
function centralDifference(
  kernels: Kernels,
  vae: Vae,
  study: GradientStudy,
  { posterior, noise, kind, index }: Drawn & { kind: number; index: number },
): number {
  const { tf } = kernels;
  const [values, scales] = [posterior.location, tf.exp(posterior.logScale)].map((tensor) => [
    ...tensor.dataSync(),
  ]);
  const width = kind === 0 ? study.step * (scales?.[index] ?? 1) : study.step;
  const unit = (values ?? []).map((_, place) => (place === index ? width : 0));
  const at = (sign: number): number[] => {
    const shift = tf.tensor2d([unit.map((part) => sign * part)]);
    const location = kind === 0 ? tf.add(posterior.location, shift) : posterior.location;
    const logScale = kind === 0 ? posterior.logScale : tf.add(posterior.logScale, shift);
    return likelihoods(kernels, vae, study, reparameterise(kernels, { location, logScale }, noise));
  };
  const [above, below] = [at(1), at(-1)];
  return meanOf(above.map((value, place) => value - (below[place] ?? 0))) / (2 * width);
}

function summarise(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  const squares = values.map((value) => (value - mean) * (value - mean));
  const variance = (meanOf(squares) * values.length) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length), variance };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
