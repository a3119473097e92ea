import type { Tensor } from '@tensorflow/tfjs';

import { kernelsNeedTensorflow } from '../../base/messages/experiments.ts';
import type { TensorLibrary } from '../tensors.ts';

/** An attribute of a kernel, in the form that the binding takes: `type` is a TF_AttrType of TensorFlow's C interface. */
export interface Attribute {
  name: string;
  type: number;
  value: number | boolean | string | readonly number[] | readonly string[];
}

/** TensorFlow's own kernels, beside and below those that tfjs calls. */
export interface Kernels {
  tf: TensorLibrary;
  /** Executes a kernel that has one output. */
  run: (name: string, attributes: readonly Attribute[], inputs: readonly Tensor[]) => Tensor;
  /** Executes a kernel that has `outputs` outputs. */
  runAll: (
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ) => Tensor[];
  /** A constant: made when first asked for by this name, outside of every tidy, and kept from then on. */
  constant: (name: string, make: () => Tensor) => Tensor;
  /** Whether this TensorFlow holds oneDNN's kernels under their own names: builds for Linux do, those for macOS do not. */
  hasOneDnn: () => boolean;
}

/** What tfjs-node's backend has over the other ones. */
interface ExecutingBackend {
  executeSingleOutput(name: string, attributes: unknown, inputs: readonly Tensor[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: unknown,
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
}

/** Opens the kernels of the backend in use. Throws where that is not TensorFlow. */
export function openKernels(tf: TensorLibrary): Kernels {
  const backend: object = tf.backend();
  if (!isExecuting(backend)) throw new Error(kernelsNeedTensorflow(tf.getBackend()));
  const constants = new Map<string, Tensor>();
  let oneDnn: boolean | null = null;
  return {
    tf,
    hasOneDnn: () => (oneDnn ??= executesOneDnn(tf, backend)),
    constant: (name, make) => {
      const constant = constants.get(name) ?? tf.keep(make());
      constants.set(name, constant);
      return constant;
    },
    run: (name, attributes, inputs) => backend.executeSingleOutput(name, attributes, inputs),
    runAll: (name, attributes, inputs, outputs) =>
      backend.executeMultipleOutputs(name, attributes, inputs, outputs),
  };
}

function isExecuting(backend: object): backend is ExecutingBackend {
  return 'executeSingleOutput' in backend && 'executeMultipleOutputs' in backend;
}

/** Whether one of oneDNN's kernels answers. */
function executesOneDnn(tf: TensorLibrary, backend: ExecutingBackend): boolean {
  const sides = ['ksize', 'strides'].map((name) => ints(name, [1, 1, 1, 1]));
  const attributes = [floats, ...sides, text('padding', 'VALID'), ...ofOneDnn];
  try {
    tf.tidy(() => {
      backend.executeMultipleOutputs('_MklNativeMaxPool', attributes, [tf.ones([1, 1, 1, 1])], 2);
    });
    return true;
  } catch {
    return false;
  }
}

/** TF_AttrType, of TensorFlow's header tf_attrtype.h. */
const attributeTypes = { text: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

/** TF_DataType, of TensorFlow's header tf_datatype.h. */
export const dataTypes = { float: 1, int32: 3, int64: 9 } as const;

export const text = (name: string, value: string): Attribute => ({ name, type: attributeTypes.text, value });
export const texts = (name: string, value: readonly string[]): Attribute => ({
  name,
  type: attributeTypes.text,
  value,
});
export const int = (name: string, value: number): Attribute => ({ name, type: attributeTypes.int, value });
export const ints = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: attributeTypes.int,
  value,
});
export const real = (name: string, value: number): Attribute => ({
  name,
  type: attributeTypes.float,
  value,
});
export const bool = (name: string, value: boolean): Attribute => ({ name, type: attributeTypes.bool, value });
export const shapeOf = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: attributeTypes.shape,
  value,
});
export const typeOf = (name: string, type: keyof typeof dataTypes): Attribute => ({
  name,
  type: attributeTypes.type,
  value: dataTypes[type],
});

export const typesOf = (name: string, types: readonly (keyof typeof dataTypes)[]): Attribute => ({
  name,
  type: attributeTypes.type,
  value: types.map((type) => dataTypes[type]),
});

/** The type of most kernels' tensors, `T`. */
export const floats = typeOf('T', 'float');

/** oneDNN's kernels are registered under this label, for the graph optimiser to put them in the place of others. */
export const ofOneDnn = [text('_kernel', 'MklNameChangeOp')];
