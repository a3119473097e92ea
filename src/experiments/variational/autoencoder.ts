import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';
import { denseLayer } from '../models/dense.ts';
import { runChain } from '../models/layer-chain.ts';
import type { Layer } from '../models/layer.ts';
import { tanhLayer } from '../models/tanh.ts';
import type { PerLayer } from '../models/window-classifier.ts';
import { bernoulliGradient, bernoulliLogLikelihood } from './bernoulli.ts';
import { reparameterise, reparameterisedGradient, type Latent, type Posterior } from './latents.ts';

/** Pixels of an image, units of the one hidden layer on either side, coordinates of the code. */
export interface VaeWidths {
  pixels: number;
  hidden: number;
  coordinates: number;
}

/** The layers of encoder and decoder, and the family of the code. */
export interface Vae {
  latent: Latent;
  encoder: readonly Layer[];
  decoder: readonly Layer[];
}

/** The weights of all layers, those of the encoder first. */
export type VaeWeights = PerLayer<Tensor>;

/** pixels - hidden (tanh) - 2 coordinates, and coordinates - hidden (tanh) - pixels. */
export function buildVae(latent: Latent, { pixels, hidden, coordinates }: VaeWidths): Vae {
  const stack = (from: number, to: number): Layer[] => [
    denseLayer([from], { units: hidden, hidden: false }),
    tanhLayer([hidden]),
    denseLayer([hidden], { units: to, hidden: false }),
  ];
  return { latent, encoder: stack(pixels, 2 * coordinates), decoder: stack(coordinates, pixels) };
}

/** Where the codes of images [batch, pixels] lie, and the way back to the encoder's weights. */
export function encode(
  kernels: Kernels,
  { encoder }: Vae,
  images: Tensor,
  weights: VaeWeights,
): { posterior: Posterior; backward: (byPosterior: Posterior) => VaeWeights } {
  const { tf } = kernels;
  const own = weights.slice(0, encoder.length);
  const { output, backward } = runChain(kernels, encoder, images, { weights: own, inputGradient: false });
  const [location, logScale] = tf.split(output, 2, 1);
  if (!location || !logScale) throw new RangeError('a posterior has a location and a scale');
  return {
    posterior: { location, logScale },
    backward: (by) => backward(tf.concat([by.location, by.logScale], 1)).weights,
  };
}

/** The logits of the pixels for codes [batch, coordinates], and the way back to codes and weights. */
export function decode(
  kernels: Kernels,
  { encoder, decoder }: Vae,
  codes: Tensor,
  weights: VaeWeights,
): { logits: Tensor; backward: (byLogits: Tensor) => { codes: Tensor; weights: VaeWeights } } {
  const own = weights.slice(encoder.length);
  const { output, backward } = runChain(kernels, decoder, codes, { weights: own, inputGradient: true });
  return {
    logits: output,
    backward: (byLogits) => {
      const { input, weights: byWeights } = backward(byLogits);
      if (!input) throw new RangeError('the decoder was asked for the gradient by the codes');
      return { codes: input, weights: byWeights };
    },
  };
}

/** The two terms of the bound for each image, [batch]; the bound is the first minus the second. */
export interface BoundTerms {
  /** log p(x|z) for one z drawn from q(z|x). */
  reconstruction: Tensor;
  /** KL(q(z|x) ‖ p(z)). */
  divergence: Tensor;
}

/** Both terms for a batch, with one code an image from noise [batch, coordinates]. */
export function boundTerms(
  kernels: Kernels,
  vae: Vae,
  images: Tensor,
  { weights, noise }: { weights: VaeWeights; noise: Tensor },
): BoundTerms {
  const { posterior } = encode(kernels, vae, images, weights);
  const { logits } = decode(kernels, vae, reparameterise(kernels, posterior, noise), weights);
  return {
    reconstruction: bernoulliLogLikelihood(kernels, logits, images),
    divergence: vae.latent.divergence(kernels, posterior).values,
  };
}

/**
 * The terms for a batch, and the gradients by all weights of the loss: the batch's mean of minus log p(x|z) plus
 * `divergenceWeight` times KL. With a weight of 1 the loss is minus the bound.
 */
export function boundGradients(
  kernels: Kernels,
  vae: Vae,
  images: Tensor,
  { weights, noise, divergenceWeight }: { weights: VaeWeights; noise: Tensor; divergenceWeight: number },
): BoundTerms & { gradients: VaeWeights } {
  const { tf } = kernels;
  const [batch = 1] = images.shape;
  const encoded = encode(kernels, vae, images, weights);
  const { location } = encoded.posterior;
  const codes = reparameterise(kernels, encoded.posterior, noise);
  const { logits, backward } = decode(kernels, vae, codes, weights);
  const back = backward(tf.div(bernoulliGradient(kernels, logits, images), -batch));
  const divergence = vae.latent.divergence(kernels, encoded.posterior);
  const sampled = reparameterisedGradient(kernels, back.codes, { codes, location });
  const regular = (gradient: Tensor): Tensor => tf.mul(gradient, divergenceWeight / batch);
  const byEncoder = encoded.backward({
    location: tf.add(sampled.byLocation, regular(divergence.byLocation)),
    logScale: tf.add(sampled.byLogScale, regular(divergence.byLogScale)),
  });
  return {
    reconstruction: bernoulliLogLikelihood(kernels, logits, images),
    divergence: divergence.values,
    gradients: [...byEncoder, ...back.weights],
  };
}
