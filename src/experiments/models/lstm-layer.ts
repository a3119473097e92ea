import type { Tensor } from '@tensorflow/tfjs';

import type { Kernels } from '../kernels/execute.ts';
import { lstmConstants, lstmGradient, lstmOutputs, runLstm } from '../kernels/lstm.ts';
import { matmul } from '../kernels/matmul.ts';
import type { Layer, Pass } from './layer.ts';

/** An LSTM layer over [steps, inputs], with one bias a gate and 1 as the start of the forget gate's, as in Keras. */
export interface LstmOptions {
  units: number;
  /** Whether the outputs of all steps go on, [steps, units], or those of the last one only, [units]. */
  sequences: boolean;
  /** How its input lies in memory: [steps, batch, inputs] or [batch, steps, inputs]; what it gives is steps first. */
  order: 'steps first' | 'batch first';
}

/**
 * With fewer columns of input and state than this, the kernel's own product of them adds up in another order on another processor:
 * layers of 32 units on 32 or 52 inputs gave other bits on Zen 3 than those that were locked; of 96 columns and more none did.
 */
const NARROWEST = 96;

/**
 * The layer. The product of its input with the weights is made for all steps at once where the input is wider than the four gates,
 * or so narrow that the kernel's own product is not the same everywhere.
 */
export function lstmLayer(input: readonly number[], { units, sequences, order }: LstmOptions): Layer {
  const [steps = 0, ...rest] = input;
  const inputs = rest.reduce((size, side) => size * side, 1);
  const gates = 4 * units;
  const sizes = { steps, inputs, units, order };
  return {
    name: `LSTM ${units}`,
    shape: sequences ? [steps, units] : [units],
    weights: [
      { name: 'kernel', shape: [inputs, gates], start: 'glorot' },
      { name: 'recurrent', shape: [units, gates], start: 'orthogonal' },
      { name: 'bias', shape: [gates], start: 'ones at the forget gate' },
    ],
    flops: 2 * steps * (inputs + units) * gates,
    run: (kernels, values, [kernel, recurrent, bias], { inputGradient }) => {
      if (!kernel || !recurrent || !bias) throw new RangeError('an LSTM has two kernels and a bias');
      const weights = { kernel, recurrent, bias };
      const run = inputs > gates || inputs + units < NARROWEST ? runWide : runNarrow;
      const all = run(kernels, values, { weights, sizes, inputGradient });
      return sequences ? all : lastStep(kernels, all);
    },
  };
}

interface LstmSizes {
  steps: number;
  inputs: number;
  units: number;
  order: LstmOptions['order'];
}

interface RunOptions {
  weights: { kernel: Tensor; recurrent: Tensor; bias: Tensor };
  sizes: LstmSizes;
  inputGradient: boolean;
}

/** The kernel's own way: input and state side by side, times both weights one below the other. */
function runNarrow(kernels: Kernels, values: Tensor, { weights, sizes }: RunOptions): Pass {
  const { tf } = kernels;
  const { steps, inputs, units, order } = sizes;
  const given = order === 'steps first' ? [steps, -1, inputs] : [-1, steps, inputs];
  const ordered = stepsFirst(kernels, tf.reshape(values, given), order);
  const kernel = tf.concat([weights.kernel, weights.recurrent], 0);
  const core = runCore(kernels, ordered, { kernel, bias: weights.bias, units });
  return {
    output: core.output,
    backward: (gradient) => {
      const by = core.backward(gradient);
      const byKernel = tf.slice(by.kernel, [0, 0], [inputs, -1]);
      const byRecurrent = tf.slice(by.kernel, [inputs, 0], [units, -1]);
      const byInput = tf.reshape(stepsFirst(kernels, by.values, order), values.shape);
      return { input: byInput, weights: [byKernel, byRecurrent, by.bias] };
    },
  };
}

/**
 * The product of all inputs and their weights first, in one product of matrices; the kernel then gets it as its input,
 * with the unit matrix as weights. Its own product is made step by step, without fused multiply-adds.
 */
function runWide(kernels: Kernels, values: Tensor, { weights, sizes, inputGradient }: RunOptions): Pass {
  const { tf } = kernels;
  const { steps, inputs, units, order } = sizes;
  const gates = 4 * units;
  const flat = tf.reshape(values, [-1, inputs]);
  const products = matmul(kernels, flat, weights.kernel);
  const given = order === 'steps first' ? [steps, -1, gates] : [-1, steps, gates];
  const ordered = stepsFirst(kernels, tf.reshape(products, given), order);
  const unit = kernels.constant(`unit matrix ${gates}`, () => tf.eye(gates));
  const kernel = tf.concat([unit, weights.recurrent], 0);
  const core = runCore(kernels, ordered, { kernel, bias: weights.bias, units });
  return {
    output: core.output,
    backward: (gradient) => {
      const by = core.backward(gradient);
      const byRecurrent = tf.slice(by.kernel, [gates, 0], [units, -1]);
      const byProducts = tf.reshape(stepsFirst(kernels, by.values, order), [-1, gates]);
      const byKernel = matmul(kernels, flat, byProducts, 'first');
      const byInput = inputGradient ? matmul(kernels, byProducts, weights.kernel, 'second') : null;
      return {
        input: byInput && tf.reshape(byInput, values.shape),
        weights: [byKernel, byRecurrent, by.bias],
      };
    },
  };
}

/** Changes [batch, steps, …] into [steps, batch, …], or back: it is the same change. */
function stepsFirst({ tf }: Kernels, values: Tensor, order: LstmOptions['order']): Tensor {
  return order === 'steps first' ? values : tf.transpose(values, [1, 0, 2]);
}

interface Core {
  output: Tensor;
  backward(gradient: Tensor): ReturnType<typeof lstmGradient>;
}

function runCore(
  kernels: Kernels,
  values: Tensor,
  { kernel, bias, units }: { kernel: Tensor; bias: Tensor; units: number },
): Core {
  const [steps = 0, batch = 0] = values.shape;
  const constants = lstmConstants(kernels, { steps, batch, units });
  const weights = { kernel, bias };
  const states = runLstm(kernels, values, weights, constants);
  return {
    output: lstmOutputs(states),
    backward: (gradient) => lstmGradient(kernels, gradient, { values, weights, constants, states }),
  };
}

/** Of a pass over all steps only the last one's output. */
function lastStep({ tf }: Kernels, { output, backward }: Pass): Pass {
  const [steps = 0, batch = 0, units = 0] = output.shape;
  const last = tf.slice(output, [steps - 1, 0, 0], [1, batch, units]);
  return {
    output: tf.reshape(last, [batch, units]),
    backward: (gradient) => {
      const step = tf.reshape(gradient, [1, batch, units]);
      return backward(
        tf.pad(step, [
          [steps - 1, 0],
          [0, 0],
          [0, 0],
        ]),
      );
    },
  };
}
