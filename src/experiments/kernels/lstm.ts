import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, real, typeOf, type Kernels } from './execute.ts';

/** What runs through the steps: weights [inputs + units, 4 units], the bias [4 units]; gates in the order i, f, c, o. */
export interface LstmWeights {
  kernel: Tensor;
  bias: Tensor;
}

/** Zeros and the number of steps, as the kernel wants them beside its input. */
export interface LstmConstants {
  /** Steps, a 64-bit scalar. */
  steps: Tensor;
  /** State before the first step, [batch, units]. */
  start: Tensor;
  /** Peephole weights, not used, [units]. */
  peephole: Tensor;
}

/** The kernel's seven outputs, all [steps, batch, units]: i, cs, f, o, ci, co, h. */
export type LstmStates = readonly Tensor[];

const forward = [floats, real('cell_clip', 0), bool('use_peephole', false)];
const backward = [floats, bool('use_peephole', false)];

/** Constants for sequences of `steps` steps, `batch` at once, in layers of `units` units. */
export function lstmConstants(
  { tf, run, constant }: Kernels,
  { steps, batch, units }: { steps: number; batch: number; units: number },
): LstmConstants {
  const attributes = [typeOf('SrcT', 'int32'), typeOf('DstT', 'int64'), bool('Truncate', false)];
  return {
    // tfjs knows no 64-bit integers, and says so at every one.
    steps: constant(`${steps} steps`, () => run('Cast', attributes, [tf.scalar(steps, 'int32')])),
    start: constant(`zeros ${batch} × ${units}`, () => tf.zeros([batch, units])),
    peephole: constant(`zeros ${units}`, () => tf.zeros([units])),
  };
}

/** All steps of an LSTM layer over `values` [steps, batch, inputs] at once. */
export function runLstm(
  kernels: Kernels,
  values: Tensor,
  { kernel, bias }: LstmWeights,
  { steps, start, peephole }: LstmConstants,
): LstmStates {
  const inputs = [steps, values, start, start, kernel, peephole, peephole, peephole, bias];
  return kernels.runAll('BlockLSTMV2', forward, inputs, 7);
}

/** The layer's outputs h [steps, batch, units] among its states. */
export function lstmOutputs(states: LstmStates): Tensor {
  const outputs = states[6];
  if (!outputs) throw new RangeError(`${states.length} states are no run of an LSTM`);
  return outputs;
}

/** What a run of the layer was made of; its gradient needs all of it. */
export interface LstmRun {
  values: Tensor;
  weights: LstmWeights;
  constants: LstmConstants;
  states: LstmStates;
}

/** Gradients by values, weights and bias, from the gradient of the outputs [steps, batch, units]. */
export function lstmGradient(
  kernels: Kernels,
  gradient: Tensor,
  { values, weights: { kernel, bias }, constants, states }: LstmRun,
): { values: Tensor; kernel: Tensor; bias: Tensor } {
  const { steps, start, peephole } = constants;
  const given = [steps, values, start, start, kernel, peephole, peephole, peephole, bias];
  const cells = kernels.tf.zerosLike(gradient);
  const inputs = [...given, ...states, cells, gradient];
  const gradients = kernels.runAll('BlockLSTMGradV2', backward, inputs, 8);
  const [byValues, , , byKernel, , , , byBias] = gradients;
  if (!byValues || !byKernel || !byBias) throw new RangeError('the gradient of an LSTM has eight parts');
  return { values: byValues, kernel: byKernel, bias: byBias };
}
