import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';
import { gaussian, laplace, type QuantileDistribution } from './distributions.ts';

/** A code's distribution: a location and the logarithm of a scale for each coordinate, both [batch, coordinates]. */
export interface Posterior {
  location: Tensor;
  logScale: Tensor;
}

/** The divergence from the prior summed over the coordinates, [batch], and its gradients, [batch, coordinates]. */
export interface Divergence {
  values: Tensor;
  byLocation: Tensor;
  byLogScale: Tensor;
}

/** What a variational autoencoder has to know of its code: prior and posterior are of one family, the prior the standard one. */
export interface Latent extends QuantileDistribution {
  /** KL(posterior ‖ prior) in closed form, in nats. */
  divergence: (kernels: Kernels, posterior: Posterior) => Divergence;
}

export type LatentName = 'gaussian' | 'laplace';

/** The families that training can choose from. */
export const latents: { readonly [name in LatentName]: Latent } = {
  gaussian: { ...gaussian, divergence: gaussianDivergence },
  laplace: { ...laplace, divergence: laplaceDivergence },
};

/** KL(N(m, s²) ‖ N(0, 1)) = (m² + s² - 1) / 2 - log s (Kingma and Welling 2013, appendix B). */
function gaussianDivergence({ tf }: Kernels, { location, logScale }: Posterior): Divergence {
  const excess = tf.sub(tf.exp(tf.mul(logScale, 2)), 1);
  const each = tf.sub(tf.mul(tf.add(tf.square(location), excess), 0.5), logScale);
  return { values: tf.sum(each, 1), byLocation: tf.clone(location), byLogScale: excess };
}

/** KL(Laplace(m, b) ‖ Laplace(0, 1)) = |m| + b exp(-|m| / b) - 1 - log b. */
function laplaceDivergence({ tf }: Kernels, { location, logScale }: Posterior): Divergence {
  const [distance, scale] = [tf.abs(location), tf.exp(logScale)];
  const decay = tf.exp(tf.neg(tf.div(distance, scale)));
  const each = tf.sub(tf.sub(tf.add(distance, tf.mul(scale, decay)), 1), logScale);
  return {
    values: tf.sum(each, 1),
    byLocation: tf.mul(tf.sign(location), tf.sub(1, decay)),
    byLogScale: tf.sub(tf.mul(decay, tf.add(scale, distance)), 1),
  };
}

/** Codes z = m + s ε from noise ε of the standard distribution, [batch, coordinates]: the reparameterisation. */
export function reparameterise({ tf }: Kernels, { location, logScale }: Posterior, noise: Tensor): Tensor {
  return tf.add(location, tf.mul(tf.exp(logScale), noise));
}

/** The gradients by location and by the logarithm of the scale that `byCodes` sends back through `reparameterise`. */
export function reparameterisedGradient(
  { tf }: Kernels,
  byCodes: Tensor,
  { codes, location }: { codes: Tensor; location: Tensor },
): { byLocation: Tensor; byLogScale: Tensor } {
  return { byLocation: tf.clone(byCodes), byLogScale: tf.mul(byCodes, tf.sub(codes, location)) };
}

/** log q(z|x) - log p(z) of codes z = m + s ε, element by element: one drawing of the divergence. */
export function logRatio(
  kernels: Kernels,
  distribution: Pick<Latent, 'logDensity'>,
  { noise, codes, logScale }: { noise: Tensor; codes: Tensor; logScale: Tensor },
): Tensor {
  const { tf } = kernels;
  const posterior = tf.sub(distribution.logDensity(kernels, noise), logScale);
  return tf.sub(posterior, distribution.logDensity(kernels, codes));
}
