import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';
import type { Layer, Pass } from './layer.ts';
import type { PerLayer } from './window-classifier.ts';

/** What layers one after another made of a batch, and the way back. */
export interface ChainPass {
  output: Tensor;
  /** From the gradient by the output those by the input (null where none was asked for) and by every weight. */
  backward: (gradient: Tensor) => { input: Tensor | null; weights: PerLayer<Tensor> };
}

/** Runs layers one after another. Tensors belong to the tidy around. */
export function runChain(
  kernels: Kernels,
  layers: readonly Layer[],
  input: Tensor,
  { weights, inputGradient }: { weights: PerLayer<Tensor>; inputGradient: boolean },
): ChainPass {
  const passes: Pass[] = [];
  let values = input;
  layers.forEach((layer, index) => {
    const options = { dropout: null, inputGradient: inputGradient || index > 0 };
    const pass = layer.run(kernels, values, weights[index] ?? [], options);
    passes.push(pass);
    values = pass.output;
  });
  return { output: values, backward: (gradient) => goBack(passes, gradient) };
}

function goBack(
  passes: readonly Pass[],
  gradient: Tensor,
): { input: Tensor | null; weights: PerLayer<Tensor> } {
  const collected: (readonly Tensor[])[] = [];
  let input: Tensor | null = gradient;
  for (const pass of [...passes].reverse()) {
    if (!input) throw new RangeError('only the first layer has no gradient by its input');
    const by: ReturnType<Pass['backward']> = pass.backward(input);
    collected.unshift(by.weights);
    input = by.input;
  }
  return { input, weights: collected };
}
