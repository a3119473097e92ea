import { addBias, biasGradient } from '../kernels/bias.ts';
import { matmul } from '../kernels/matmul.ts';
import { relu, reluGradient } from '../kernels/relu.ts';
import { product, type Layer } from './layer.ts';

/** A dense layer on all of its input, flattened: x W + b, then ReLU where it is hidden. */
export function denseLayer(
  input: readonly number[],
  { units, hidden }: { units: number; hidden: boolean },
): Layer {
  const inputs = product(input);
  return {
    name: hidden ? `dense ${units}, ReLU` : `dense ${units}, softmax`,
    shape: [units],
    weights: [
      { name: 'kernel', shape: [inputs, units], start: 'glorot' },
      { name: 'bias', shape: [units], start: 'zeros' },
    ],
    flops: 2 * inputs * units,
    run: (kernels, values, [kernel, bias], { inputGradient }) => {
      if (!kernel || !bias) throw new RangeError('a dense layer has a kernel and a bias');
      const flat = kernels.tf.reshape(values, [-1, inputs]);
      const sums = addBias(kernels, matmul(kernels, flat, kernel), bias);
      const output = hidden ? relu(kernels, sums) : sums;
      return {
        output,
        backward: (gradient) => {
          const bySums = hidden ? reluGradient(kernels, gradient, output) : gradient;
          const byKernel = matmul(kernels, flat, bySums, 'first');
          const byInput = inputGradient ? matmul(kernels, bySums, kernel, 'second') : null;
          return {
            input: byInput && kernels.tf.reshape(byInput, values.shape),
            weights: [byKernel, biasGradient(kernels, bySums)],
          };
        },
      };
    },
  };
}
