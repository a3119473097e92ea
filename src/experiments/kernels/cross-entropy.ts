import type { Tensor } from '@tensorflow/tfjs';

import { floats, typeOf, type Kernels } from './execute.ts';

const attributes = [floats, typeOf('Tlabels', 'int32')];

/**
 * Cross-entropy of the softmax of `logits` [batch, classes] against the true classes `labels` [batch] (int32): the loss of
 * each, [batch], and its gradient by the logits, both from one pass.
 */
export function softmaxCrossEntropy(
  kernels: Kernels,
  logits: Tensor,
  labels: Tensor,
): { losses: Tensor; gradient: Tensor } {
  const outputs = kernels.runAll('SparseSoftmaxCrossEntropyWithLogits', attributes, [logits, labels], 2);
  const [losses, gradient] = outputs;
  if (!losses || !gradient) throw new RangeError('softmax and cross-entropy give a loss and a gradient');
  return { losses, gradient };
}
