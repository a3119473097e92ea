import type { Tensor } from '@tensorflow/tfjs';

import { biasGradient } from '../kernels/bias.ts';
import type { Kernels } from '../kernels/execute.ts';
import {
  lstmConstants,
  lstmGradient,
  lstmOutputs,
  runLstm,
  swapMiddleGates,
  unstack,
  type LstmConstants,
  type LstmStates,
} from '../kernels/lstm.ts';
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
      const given = { weights, sizes, inputGradient };
      const runAll = inputs > gates || inputs + units < NARROWEST ? runWide : runNarrow;
      const run = runAll(kernels, values, given);
      const outputs = lstmOutputs(run.states);
      return {
        output: sequences ? outputs : lastOf(kernels, outputs),
        backward: (gradient) => {
          const byOutputs = sequences ? unstack(kernels, gradient, steps) : onlyLast(gradient, steps);
          return goBack(kernels, byOutputs, { ...given, values, run });
        },
      };
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
function runNarrow(kernels: Kernels, values: Tensor, { weights, sizes }: RunOptions): Run {
  const { tf } = kernels;
  const { steps, inputs, units, order } = sizes;
  const given = order === 'steps first' ? [steps, -1, inputs] : [-1, steps, inputs];
  const ordered = stepsFirst(kernels, tf.reshape(values, given), order);
  const kernel = tf.concat([weights.kernel, weights.recurrent], 0);
  return runCore(kernels, ordered, { kernel, bias: weights.bias, units });
}

/**
 * The product of all inputs and their weights first, in one product of matrices; the kernel then gets it as its input,
 * with the unit matrix as weights. Its own product is made step by step, without fused multiply-adds.
 */
function runWide(kernels: Kernels, values: Tensor, { weights, sizes }: RunOptions): Run {
  const { tf } = kernels;
  const { steps, inputs, units, order } = sizes;
  const gates = 4 * units;
  const products = matmul(kernels, tf.reshape(values, [-1, inputs]), weights.kernel);
  const given = order === 'steps first' ? [steps, -1, gates] : [-1, steps, gates];
  const ordered = stepsFirst(kernels, tf.reshape(products, given), order);
  const unit = kernels.constant(`unit matrix ${gates}`, () => tf.eye(gates));
  const kernel = tf.concat([unit, weights.recurrent], 0);
  return runCore(kernels, ordered, { kernel, bias: weights.bias, units });
}

/** Changes [batch, steps, …] into [steps, batch, …], or back: it is the same change. */
function stepsFirst({ tf }: Kernels, values: Tensor, order: LstmOptions['order']): Tensor {
  return order === 'steps first' ? values : tf.transpose(values, [1, 0, 2]);
}

/** The last step's output, [batch, units]. */
function lastOf({ tf }: Kernels, outputs: Tensor): Tensor {
  const [steps = 0, batch = 0, units = 0] = outputs.shape;
  return tf.reshape(tf.slice(outputs, [steps - 1, 0, 0], [1, batch, units]), [batch, units]);
}

/** The gradients by all steps' outputs where only the last one's goes on. */
function onlyLast(gradient: Tensor, steps: number): (Tensor | null)[] {
  return Array.from({ length: steps }, (_, step) => (step === steps - 1 ? gradient : null));
}

/** What the kernel made of all steps. */
interface Run {
  states: LstmStates;
  constants: LstmConstants;
}

function runCore(
  kernels: Kernels,
  values: Tensor,
  { kernel, bias, units }: { kernel: Tensor; bias: Tensor; units: number },
): Run {
  const [steps = 0, batch = 0] = values.shape;
  const constants = lstmConstants(kernels, { steps, batch, units });
  return { states: runLstm(kernels, values, { kernel, bias }, constants), constants };
}

/** The gradients of a layer from those of its steps' outputs, each by one product over all steps. */
function goBack(
  kernels: Kernels,
  byOutputs: readonly (Tensor | null)[],
  { values, run, weights, sizes, inputGradient }: RunOptions & { values: Tensor; run: Run },
): ReturnType<Pass['backward']> {
  const { tf } = kernels;
  const { inputs, units, order } = sizes;
  const { kernel, recurrent } = weights;
  const by = lstmGradient(kernels, byOutputs, { ...run, recurrent });
  const sums = tf.reshape(by, [-1, 4 * units]);
  const ordered = tf.reshape(stepsFirst(kernels, by, order), [-1, 4 * units]);
  const byKernel = matmul(kernels, tf.reshape(values, [-1, inputs]), ordered, 'first');
  const byRecurrent = matmul(kernels, statesBefore(kernels, run), sums, 'first');
  const byWeights = [byKernel, byRecurrent, biasGradient(kernels, sums)];
  const byInput = inputGradient ? matmul(kernels, ordered, swapMiddleGates(kernels, kernel), 'second') : null;
  return {
    input: byInput && tf.reshape(byInput, values.shape),
    weights: byWeights.map((gradient) => swapMiddleGates(kernels, gradient)),
  };
}

/** The outputs of the steps before each, one step after another: [steps · batch, units], zeros before the first one. */
function statesBefore({ tf }: Kernels, { states, constants }: Run): Tensor {
  const outputs = lstmOutputs(states);
  const [steps = 0, , units = 0] = outputs.shape;
  const others = tf.reshape(tf.slice(outputs, 0, steps - 1), [-1, units]);
  return steps === 1 ? constants.start : tf.concat([constants.start, others], 0);
}
