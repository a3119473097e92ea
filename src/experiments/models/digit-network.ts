import type { LayersModel, Tensor } from '@tensorflow/tfjs';

import { weightMissing, weightOfOtherShape } from '../../base/messages/experiments.ts';
import type { Random } from '../../base/random.ts';
import type { TensorLibrary } from '../tensors.ts';
import type { StoredTensor, StoredTensors } from '../weight-files/safetensors.ts';

/** Weights of the 784-100-50-10 network: kernels [inputs, units] and biases [units]. */
export interface DigitNetwork {
  w1: Tensor;
  b1: Tensor;
  w2: Tensor;
  b2: Tensor;
  w3: Tensor;
  b3: Tensor;
}

/** Inputs, both hidden layers, outputs. */
export const networkWidths = [784, 100, 50, 10] as const;

const layerNames = ['hidden1', 'hidden2', 'output'] as const;

/**
 * The logits of a batch of images, [images, 10], in basic operations: two hidden layers, a sigmoid and a rectified
 * linear one, and an affine output.
 */
export function logitsByHand(tf: TensorLibrary, images: Tensor, network: DigitNetwork): Tensor {
  const { w1, b1, w2, b2, w3, b3 } = network;
  const hidden1 = tf.sigmoid(tf.add(tf.matMul(images, w1), b1));
  const hidden2 = tf.relu(tf.add(tf.matMul(hidden1, w2), b2));
  return tf.add(tf.matMul(hidden2, w3), b3);
}

/** The same network as a model of ready-made layers, ending in the logits: what the computation by hand is held against. */
export function buildLayerModel(tf: TensorLibrary, network: DigitNetwork): LayersModel {
  const [inputs, units1, units2, outputs] = networkWidths;
  const kernelInitializer = 'zeros';
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [inputs], units: units1, activation: 'sigmoid', kernelInitializer }),
      tf.layers.dense({ units: units2, activation: 'relu', kernelInitializer }),
      tf.layers.dense({ units: outputs, kernelInitializer }),
    ],
  });
  model.setWeights(networkTensors(network));
  return model;
}

/** The six tensors in the order of the layers, kernel before bias. */
export function networkTensors({ w1, b1, w2, b2, w3, b3 }: DigitNetwork): Tensor[] {
  return [w1, b1, w2, b2, w3, b3];
}

/** The reverse of `networkTensors`. */
export function networkOf(tensors: readonly Tensor[]): DigitNetwork {
  const [w1, b1, w2, b2, w3, b3] = tensors;
  if (!w1 || !b1 || !w2 || !b2 || !w3 || !b3)
    throw new RangeError(`${tensors.length} tensors are no network`);
  return { w1, b1, w2, b2, w3, b3 };
}

/** Glorot and Bengio's uniform initial kernels, |w| <= sqrt(6 / (inputs + units)), and zero biases. */
export function initialWeights(random: Random): StoredTensors {
  const layers = layerNames.flatMap((name, index): [string, StoredTensor][] => {
    const [inputs = 0, units = 0] = networkWidths.slice(index, index + 2);
    const limit = Math.sqrt(6 / (inputs + units));
    const kernel = Float32Array.from({ length: inputs * units }, () => (2 * random.uniform() - 1) * limit);
    return [
      [`${name}.kernel`, { shape: [inputs, units], values: kernel }],
      [`${name}.bias`, { shape: [units], values: new Float32Array(units) }],
    ];
  });
  return Object.fromEntries<StoredTensor>(layers);
}

/** Makes the network's tensors from a weight file's. Throws where one is missing or has another shape. */
export function loadNetwork(tf: TensorLibrary, stored: StoredTensors): DigitNetwork {
  const [inputs, units1, units2, outputs] = networkWidths;
  const kernel = (name: string, shape: [number, number]): Tensor =>
    tf.tensor2d(valuesOf(stored, name, shape), shape);
  const bias = (name: string, units: number): Tensor => tf.tensor1d(valuesOf(stored, name, [units]));
  return {
    w1: kernel('hidden1.kernel', [inputs, units1]),
    b1: bias('hidden1.bias', units1),
    w2: kernel('hidden2.kernel', [units1, units2]),
    b2: bias('hidden2.bias', units2),
    w3: kernel('output.kernel', [units2, outputs]),
    b3: bias('output.bias', outputs),
  };
}

/** The network's weights as a weight file keeps them. */
export async function storeNetwork(network: DigitNetwork): Promise<StoredTensors> {
  const names = layerNames.flatMap((layer) => [`${layer}.kernel`, `${layer}.bias`]);
  const entries = await Promise.all(
    networkTensors(network).map(async (tensor, index): Promise<[string, StoredTensor]> => {
      return [names[index] ?? '', { shape: tensor.shape, values: Float32Array.from(await tensor.data()) }];
    }),
  );
  return Object.fromEntries(entries);
}

function valuesOf(stored: StoredTensors, name: string, shape: readonly number[]): Float32Array {
  const tensor = stored[name];
  if (!tensor) throw new Error(weightMissing(name));
  if (tensor.shape.join() !== shape.join()) throw new Error(weightOfOtherShape(name, shape, tensor.shape));
  return tensor.values;
}
