import type { Tensor } from '@tensorflow/tfjs';

import type { DigitTensors } from '../datasets/mnist.ts';
import { addBias, biasGradient } from '../kernels/bias.ts';
import { softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import { floats, type Kernels } from '../kernels/execute.ts';
import { matmul } from '../kernels/matmul.ts';
import { relu, reluGradient } from '../kernels/relu.ts';
import type { Activation, DenseNetwork } from './dense-network.ts';
import type { UnitActivity } from './node-scores.ts';

/** A layer's weights in the engine. */
export interface DenseTensors {
  factors: readonly Tensor[];
  bias: Tensor;
  activation: Activation;
}

/** Loads a network into the engine. The caller disposes it. */
export function loadDense({ tf }: Kernels, network: DenseNetwork): DenseTensors[] {
  return network.map(({ factors, bias, activation }) => ({
    factors: factors.map(({ rows, columns, values }) => tf.tensor2d(values, [rows, columns])),
    bias: tf.tensor1d(bias),
    activation,
  }));
}

/** The activations of every layer for a batch of images [images, pixels]; the last ones are the logits. */
export function runLayers(kernels: Kernels, layers: readonly DenseTensors[], images: Tensor): Tensor[] {
  const outputs: Tensor[] = [];
  for (const { factors, bias, activation } of layers) {
    const input = outputs.at(-1) ?? images;
    const product = factors.reduce((value, factor) => matmul(kernels, value, factor), input);
    const sums = addBias(kernels, product, bias);
    const { tf } = kernels;
    outputs.push(
      activation === 'sigmoid' ? tf.sigmoid(sums) : activation === 'relu' ? relu(kernels, sums) : sums,
    );
  }
  return outputs;
}

/**
 * The losses of a batch, [images], and the gradient of their mean by each factor and bias, in the order of the layers,
 * factors first. For a tidy.
 */
export function lossGradients(
  kernels: Kernels,
  layers: readonly DenseTensors[],
  { images, labels }: DigitTensors,
): { losses: Tensor; gradients: Tensor[] } {
  const outputs = runLayers(kernels, layers, images);
  const { losses, gradient } = softmaxCrossEntropy(kernels, outputs.at(-1) ?? images, labels);
  let byOutput = kernels.tf.div(gradient, labels.size);
  const gradients: Tensor[] = [];
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const [layer, output, input] = [layers[index], outputs[index], outputs[index - 1] ?? images];
    if (!layer || !output) throw new RangeError(`there is no layer ${index}`);
    const bySums = throughActivation(kernels, byOutput, { output, activation: layer.activation });
    const back = throughFactors(kernels, layer.factors, { input, bySums, isFirst: index === 0 });
    gradients.unshift(...back.byFactors, biasGradient(kernels, bySums));
    byOutput = back.byInput;
  }
  return { losses, gradients };
}

function throughActivation(
  kernels: Kernels,
  gradient: Tensor,
  { output, activation }: { output: Tensor; activation: Activation },
): Tensor {
  if (activation === 'relu') return reluGradient(kernels, gradient, output);
  if (activation === 'sigmoid') return kernels.run('SigmoidGrad', [floats], [output, gradient]);
  return gradient;
}

/** From the gradient by a product's result those by its factors and, but in the first layer, by its input. */
function throughFactors(
  kernels: Kernels,
  factors: readonly Tensor[],
  { input, bySums, isFirst }: { input: Tensor; bySums: Tensor; isFirst: boolean },
): { byFactors: Tensor[]; byInput: Tensor } {
  const inputs = [input];
  for (const factor of factors.slice(0, -1)) inputs.push(matmul(kernels, inputs.at(-1) ?? input, factor));
  let byInput = bySums;
  const byFactors: Tensor[] = [];
  for (let index = factors.length - 1; index >= 0; index -= 1) {
    const [factor, before] = [factors[index], inputs[index]];
    if (!factor || !before) throw new RangeError(`there is no factor ${index}`);
    byFactors.unshift(matmul(kernels, before, byInput, 'first'));
    if (index > 0 || !isFirst) byInput = matmul(kernels, byInput, factor, 'second');
  }
  return { byFactors, byInput };
}

/** How well a network reads some images. */
export interface Reading {
  /** Share of the images read as the digit they show. */
  accuracy: number;
  /** Mean cross-entropy. */
  loss: number;
}

/** Reads images with a network. */
export async function readWith(
  kernels: Kernels,
  network: DenseNetwork,
  { images, labels }: DigitTensors,
): Promise<Reading> {
  const { tf } = kernels;
  const { right, loss } = tf.tidy(() => {
    const logits = runLayers(kernels, loadDense(kernels, network), images).at(-1) ?? images;
    const equal = tf.equal(tf.argMax(logits, 1), labels);
    const { losses } = softmaxCrossEntropy(kernels, logits, labels);
    return { right: tf.sum(tf.cast(equal, 'int32')), loss: tf.mean(losses) };
  });
  const [[correct = 0], [mean = Number.NaN]] = [await right.data(), await loss.data()];
  tf.dispose([right, loss]);
  return { accuracy: correct / labels.size, loss: mean };
}

/** What the units of each hidden layer give over some images. */
export async function measureActivity(
  kernels: Kernels,
  network: DenseNetwork,
  images: Tensor,
): Promise<UnitActivity[]> {
  const { tf } = kernels;
  const moments = tf.tidy(() => {
    const outputs = runLayers(kernels, loadDense(kernels, network), images).slice(0, -1);
    return outputs.map((output) => {
      const { mean, variance } = tf.moments(output, 0);
      return { mean, spread: tf.sqrt(variance) };
    });
  });
  const activities = await Promise.all(
    moments.map(async ({ mean, spread }) => ({ mean: await mean.data(), spread: await spread.data() })),
  );
  tf.dispose(moments.flatMap(({ mean, spread }) => [mean, spread]));
  return activities;
}

/** Seconds to read the images once: the median of some passes after one that is not counted. */
export function timeReading(
  kernels: Kernels,
  network: DenseNetwork,
  images: Tensor,
  { passes, time }: { passes: number; time: () => number },
): number {
  const { tf } = kernels;
  const layers = loadDense(kernels, network);
  const seconds = Array.from({ length: passes + 1 }, () => {
    const started = time();
    tf.tidy(() => {
      runLayers(kernels, layers, images).at(-1)?.dataSync();
    });
    return time() - started;
  });
  tf.dispose(layers.flatMap(({ factors, bias }) => [...factors, bias]));
  return seconds.slice(1).sort((a, b) => a - b)[Math.floor(passes / 2)] ?? Number.NaN;
}
