import type { Tensor } from '@tensorflow/tfjs';

import type { Pixels } from '../../base/results.ts';
import type { Kernels } from '../kernels/execute.ts';
import { drawTileGrid } from '../pictures/tile-grid.ts';
import { decode, encode, type Vae, type VaeWeights } from './autoencoder.ts';

/** Pixels along an image of MNIST, and white ones between two. */
const [side, gap] = [28, 4];

/** Images [count, pixels] in a row, and below each what the middle of its posterior is decoded to. */
export function drawReconstructions(kernels: Kernels, vae: Vae, images: Tensor, weights: VaeWeights): Pixels {
  const { tf } = kernels;
  const [columns = 1] = images.shape;
  const tiles = tf.tidy(() => {
    const { location } = encode(kernels, vae, images, weights).posterior;
    return tf.concat([images, tf.sigmoid(decode(kernels, vae, location, weights).logits)]);
  });
  const pixels = drawTileGrid({ side, values: tiles.dataSync() }, { columns, gap });
  tiles.dispose();
  return pixels;
}

/**
 * What the codes of a plane are decoded to, `across` by `across`: both coordinates run through the quantiles of the prior
 * at (i + 1/2) / across, the first to the right and the second upwards, so that every tile stands for the same share of it.
 */
export function drawPlane(kernels: Kernels, vae: Vae, across: number, weights: VaeWeights): Pixels {
  const { tf } = kernels;
  const tiles = tf.tidy(() => {
    const shares = Array.from({ length: across }, (_, index) => (index + 0.5) / across);
    const quantiles = [...vae.latent.quantiles(kernels, tf.tensor1d(shares)).dataSync()];
    const codes = quantiles.toReversed().flatMap((second) => quantiles.map((first) => [first, second]));
    const points = tf.tensor2d(codes, [across * across, 2]);
    return tf.sigmoid(decode(kernels, vae, points, weights).logits);
  });
  const pixels = drawTileGrid({ side, values: tiles.dataSync() }, { columns: across, gap: 0 });
  tiles.dispose();
  return pixels;
}
