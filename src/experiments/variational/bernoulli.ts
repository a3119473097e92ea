import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';

/**
 * log p(x|z) of binary images x [batch, pixels] by the logits a of their pixels, summed over the pixels: [batch]. With
 * y = 1 / (1 + exp(-a)), x log y + (1 - x) log(1 - y) is x a - log(1 + exp(a)), which neither overflows nor takes log 0.
 */
export function bernoulliLogLikelihood({ tf }: Kernels, logits: Tensor, images: Tensor): Tensor {
  return tf.sum(tf.sub(tf.mul(images, logits), tf.softplus(logits)), 1);
}

/** The gradient of `bernoulliLogLikelihood` by the logits: x - y. */
export function bernoulliGradient({ tf }: Kernels, logits: Tensor, images: Tensor): Tensor {
  return tf.sub(images, tf.sigmoid(logits));
}
