import type { Tensor } from '@tensorflow/tfjs';

import { bool, floats, shapeOf, text, typeOf, type Kernels } from './execute.ts';

/** Adam's memories and its guard against a division by zero (Kingma and Ba 2015; the guard as Keras sets it). */
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];

/** A tensor that TensorFlow changes in place; `handle` is what its kernels know it by. */
export interface Variable {
  handle: Tensor;
  shape: readonly number[];
}

/** TensorFlow's word for a variable that shares its content with no other one of its name. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A variable that starts at `value`, which it does not keep. */
export function createVariable(kernels: Kernels, value: Tensor): Variable {
  const attributes = [
    text('container', ''),
    text('shared_name', anonymous),
    typeOf('dtype', 'float'),
    shapeOf('shape', value.shape),
  ];
  const handle = kernels.run('VarHandleOp', attributes, []);
  kernels.runAll('AssignVariableOp', [typeOf('dtype', 'float')], [handle, value], 0);
  return { handle, shape: value.shape };
}

/**
 * A variable's value. It shares the variable's memory: dispose it before the next update, which would otherwise copy
 * the whole first.
 */
export function readVariable(kernels: Kernels, { handle }: Variable): Tensor {
  return kernels.run('ReadVariableOp', [typeOf('dtype', 'float')], [handle]);
}

/** Frees a variable's memory. */
export function destroyVariable(kernels: Kernels, { handle }: Variable): void {
  kernels.runAll('DestroyResourceOp', [bool('ignore_lookup_error', false)], [handle], 0);
  handle.dispose();
}

/** A parameter with its running means of the gradient and of its square. */
export interface AdamVariable {
  value: Variable;
  mean: Variable;
  square: Variable;
}

/** A parameter from its three tensors, which it disposes. */
export function createParameter(
  kernels: Kernels,
  tensors: { value: Tensor; mean: Tensor; square: Tensor },
): AdamVariable {
  const value = createVariable(kernels, tensors.value);
  const mean = createVariable(kernels, tensors.mean);
  const square = createVariable(kernels, tensors.square);
  kernels.tf.dispose({ ...tensors });
  return { value, mean, square };
}

/** What an update depends on beside the gradients. */
export interface AdamStep {
  rate: number;
  /** Updates before this one. */
  steps: number;
}

/**
 * The numbers of an update as scalars, the caller's: the powers of both memories, and the rate. The powers are multiplied
 * up: `Math.pow` may differ between versions of Node.
 */
export function adamScalars({ tf }: Kernels, { rate, steps }: AdamStep): Tensor[] {
  return [power(beta1, steps + 1), power(beta2, steps + 1), rate].map((number) => tf.scalar(number));
}

/**
 * One update of all parameters in place, each by the gradient of the same place, with the numbers of `adamScalars`: one
 * kernel a parameter, where tfjs takes about twelve.
 */
export function applyAdam(
  kernels: Kernels,
  parameters: readonly AdamVariable[],
  gradients: readonly Tensor[],
  scalars: readonly Tensor[],
): void {
  const { tf, constant } = kernels;
  const fixed = [beta1, beta2, epsilon].map((number) => constant(`${number}`, () => tf.scalar(number)));
  const attributes = [floats, bool('use_locking', false), bool('use_nesterov', false)];
  parameters.forEach(({ value, mean, square }, index) => {
    const gradient = gradients[index];
    if (!gradient) throw new RangeError(`${parameters.length} parameters, ${gradients.length} gradients`);
    const inputs = [value.handle, mean.handle, square.handle, ...scalars, ...fixed, gradient];
    kernels.runAll('ResourceApplyAdam', attributes, inputs, 0);
  });
}

function power(base: number, exponent: number): number {
  let product = 1;
  for (let count = 0; count < exponent; count += 1) product *= base;
  return product;
}
