import type { Tensor } from '@tensorflow/tfjs';

import type { Random } from '../../base/random.ts';
import type { Kernels } from '../kernels/execute.ts';
import { boundTerms, decode, encode, type Vae, type VaeWeights } from './autoencoder.ts';
import { bernoulliLogLikelihood } from './bernoulli.ts';
import { logRatio, reparameterise } from './latents.ts';

/** Means over images, in nats. */
export interface MeanTerms {
  elbo: number;
  reconstruction: number;
  divergence: number;
}

/** Images that go through at once where nothing is trained. */
const piece = 1000;

/** Calls `visit` with pieces of the images, [piece, pixels]; what it makes is disposed. */
function forEachPiece(kernels: Kernels, images: Tensor, size: number, visit: (images: Tensor) => void): void {
  const { tf } = kernels;
  const [count = 0, pixels = 0] = images.shape;
  for (let start = 0; start < count; start += size) {
    tf.tidy(() => {
      visit(tf.slice(images, [start, 0], [Math.min(size, count - start), pixels]));
    });
  }
}

/** Both terms of the bound, one code an image; the same stream gives the same codes. */
export function measureBound(
  kernels: Kernels,
  vae: Vae,
  images: Tensor,
  { weights, random }: { weights: VaeWeights; random: Random },
): MeanTerms {
  const sums = { reconstruction: 0, divergence: 0 };
  forEachPiece(kernels, images, piece, (rows) => {
    const noise = vae.latent.noise(kernels, codeShape(vae, rows), random.seedPair());
    const terms = boundTerms(kernels, vae, rows, { weights, noise });
    sums.reconstruction += sumOf(terms.reconstruction);
    sums.divergence += sumOf(terms.divergence);
  });
  const [count = 1] = images.shape;
  const [reconstruction, divergence] = [sums.reconstruction / count, sums.divergence / count];
  return { elbo: reconstruction - divergence, reconstruction, divergence };
}

function codeShape({ decoder }: Vae, images: Tensor): [number, number] {
  const [count = 0] = images.shape;
  return [count, decoder[0]?.weights[0]?.shape[0] ?? 0];
}

function sumOf(values: Tensor): number {
  return values.dataSync<'float32'>().reduce((sum, value) => sum + value, 0);
}

/**
 * The bound from several codes an image (Burda, Grosse and Salakhutdinov 2016, equation 8), mean over the images: the
 * logarithm of the mean of p(x, z) / q(z|x). It lies between the bound and log p(x), the nearer to this the more codes.
 */
export function measureImportanceBound(
  kernels: Kernels,
  vae: Vae,
  images: Tensor,
  { weights, random, codes }: { weights: VaeWeights; random: Random; codes: number },
): number {
  const { tf } = kernels;
  let sum = 0;
  forEachPiece(kernels, images, Math.max(1, Math.floor(5000 / codes)), (rows) => {
    const [count = 0, pixels = 0] = rows.shape;
    const repeated = tf.reshape(tf.tile(rows, [1, codes]), [count * codes, pixels]);
    const { posterior } = encode(kernels, vae, repeated, weights);
    const noise = vae.latent.noise(kernels, codeShape(vae, repeated), random.seedPair());
    const drawn = reparameterise(kernels, posterior, noise);
    const { logits } = decode(kernels, vae, drawn, weights);
    const ratio = logRatio(kernels, vae.latent, { noise, codes: drawn, logScale: posterior.logScale });
    const logWeights = tf.sub(bernoulliLogLikelihood(kernels, logits, repeated), tf.sum(ratio, 1));
    sum += sumOf(tf.sub(tf.logSumExp(tf.reshape(logWeights, [count, codes]), 1), tf.log(tf.scalar(codes))));
  });
  const [count = 1] = images.shape;
  return sum / count;
}

/** How the codes of images lie, over all images and coordinates. */
export interface CodeSpread {
  /** Root of the mean squared location: how far from the prior's centre posteriors lie. */
  distance: number;
  /** Mean scale of a posterior. */
  scale: number;
  /** Share of the pixels to which a reconstruction from the location gives a probability between 0.1 and 0.9. */
  undecided: number;
}

/** Where the posteriors of images lie, how wide they are, and how decided what is decoded from their middles is. */
export function measureCodes(kernels: Kernels, vae: Vae, images: Tensor, weights: VaeWeights): CodeSpread {
  const { tf } = kernels;
  const sums = { squares: 0, scales: 0, undecided: 0 };
  forEachPiece(kernels, images, piece, (rows) => {
    const { location, logScale } = encode(kernels, vae, rows, weights).posterior;
    const probabilities = tf.sigmoid(decode(kernels, vae, location, weights).logits);
    sums.squares += sumOf(tf.square(location));
    sums.scales += sumOf(tf.exp(logScale));
    const fromHalf = tf.abs(tf.sub(probabilities, 0.5));
    sums.undecided += sumOf(tf.sum(tf.cast(tf.less(fromHalf, 0.4), 'float32'), 1));
  });
  const [count = 1, pixels = 1] = images.shape;
  const numbers = count * codeShape(vae, images)[1];
  return {
    distance: Math.sqrt(sums.squares / numbers),
    scale: sums.scales / numbers,
    undecided: sums.undecided / (count * pixels),
  };
}
