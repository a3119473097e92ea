import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, int, real, typeOf, type Kernels } from './execute.ts';
import { matmul } from './matmul.ts';

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
  /** Zeros in the place of weights and bias whose numbers are not used, [2 units, 4 units] and [4 units]. */
  weights: Tensor;
  bias: Tensor;
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
    weights: constant(`zeros ${2 * units} × ${4 * units}`, () => tf.zeros([2 * units, 4 * units])),
    bias: constant(`zeros ${4 * units}`, () => tf.zeros([4 * units])),
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

/** What a run of the layer left behind, for its gradient. */
export interface LstmRun {
  states: LstmStates;
  constants: LstmConstants;
  /** Weights of the step before, [units, 4 units]. */
  recurrent: Tensor;
}

/**
 * Gradients by the gates' sums before their activations, [steps, batch, 4 units], gates in the order i, c, f, o
 * (`swapMiddleGates`), from the gradients of each step's output, [batch, units], or null where nothing looks at it. Cell by
 * cell, with one product a step, so that the caller makes those with values and weights for all steps at once:
 * TensorFlow's kernel for the whole way, BlockLSTMGradV2, makes all of them at each step, without fused multiply-adds.
 */
export function lstmGradient(
  kernels: Kernels,
  byOutputs: readonly (Tensor | null)[],
  { states, constants, recurrent }: LstmRun,
): Tensor {
  const steps = byOutputs.length;
  const unstacked = states.slice(0, 6).map((state) => unstack(kernels, state, steps));
  const cells = unstacked[1] ?? [];
  const turned = swapMiddleGates(kernels, recurrent);
  const sums: Tensor[] = [];
  let by: CellGradient | null = null;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const later: Tensor | null = by && matmul(kernels, by.sums, turned, 'second');
    const byOutput = add(kernels, byOutputs[step] ?? null, later) ?? constants.start;
    const state = unstacked.flatMap((all) => all[step] ?? []);
    const before = cells[step - 1] ?? constants.start;
    by = cellGradient(kernels, { state, before, byCell: by?.cell ?? constants.start, byOutput }, constants);
    sums.unshift(by.sums);
  }
  return kernels.run('Pack', [int('N', steps), floats, int('axis', 0)], sums);
}

/** Changes columns of the gates i, f, c, o into i, c, f, o, or back: [..., 4 units]. */
export function swapMiddleGates({ tf }: Kernels, columns: Tensor): Tensor {
  const axis = columns.rank - 1;
  const [first, second, third, fourth] = tf.split(columns, 4, axis);
  if (!first || !second || !third || !fourth) throw new RangeError('an LSTM has four gates');
  return tf.concat([first, third, second, fourth], axis);
}

interface CellGradient {
  /** By the cell's state before the step, [batch, units]. */
  cell: Tensor;
  /** By the gates' sums, [batch, 4 units]. */
  sums: Tensor;
}

interface CellStep {
  /** i, cs, f, o, ci, co. */
  state: readonly Tensor[];
  /** The cell's state before. */
  before: Tensor;
  byCell: Tensor;
  byOutput: Tensor;
}

function cellGradient(
  kernels: Kernels,
  { state, before, byCell, byOutput }: CellStep,
  { start, peephole, weights, bias }: LstmConstants,
): CellGradient {
  // Of values, the output before and weights the kernel reads the shapes alone.
  const shapes = [start, before, start, weights, peephole, peephole, peephole, bias];
  const outputs = kernels.runAll('LSTMBlockCellGrad', backward, [...shapes, ...state, byCell, byOutput], 5);
  const [cell, sums] = outputs;
  if (!cell || !sums) throw new RangeError('the gradient of a cell has five parts');
  return { cell, sums };
}

/** [steps, …] as one tensor a step; where these lie well in memory nothing is copied. */
export function unstack(kernels: Kernels, values: Tensor, steps: number): Tensor[] {
  return kernels.runAll('Unpack', [int('num', steps), floats, int('axis', 0)], [values], steps);
}

function add(kernels: Kernels, one: Tensor | null, other: Tensor | null): Tensor | null {
  return one && other ? kernels.run('AddV2', [floats], [one, other]) : (one ?? other);
}
