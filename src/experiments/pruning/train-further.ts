import type { Tensor } from '@tensorflow/tfjs';

import { trainingDiverged } from '../../base/messages/experiments.ts';
import type { Random } from '../../base/random.ts';
import type { DigitTensors } from '../datasets/mnist.ts';
import { cosine } from '../datasets/simulator/sine.ts';
import {
  adamScalars,
  applyAdam,
  createParameter,
  destroyVariable,
  readVariable,
  type AdamVariable,
} from '../kernels/adam.ts';
import type { Kernels } from '../kernels/execute.ts';
import { gatherRows } from '../kernels/gather.ts';
import { recordSteps, type RecordedSteps } from '../kernels/record-steps.ts';
import type { DenseNetwork } from './dense-network.ts';
import { loadDense, lossGradients, type DenseTensors } from './run-network.ts';

/** How a network is trained. */
export interface FurtherTraining {
  epochs: number;
  /** Images in a batch; a rest smaller than that is left out of the epoch. */
  batch: number;
  /** Adam's rate at the start; it falls along a cosine to zero. */
  rate: number;
  /** Weight of the kernels' squared norm in the loss. */
  decay: number;
}

/**
 * Trains a network further by Adam on shuffled batches, as question 6's was trained, and gives the trained one. Weights
 * that a sparse layer has at zero stay there: neither loss nor penalty moves them. Throws where the loss is no number any
 * more.
 */
export function trainFurther(
  kernels: Kernels,
  network: DenseNetwork,
  { data, given, random }: { data: DigitTensors; given: FurtherTraining; random: Random },
): DenseNetwork {
  if (given.epochs === 0) return network;
  const training = startTraining(kernels, network);
  const batches = recordBatches(kernels, training, { data, given });
  try {
    for (let epoch = 0; epoch < given.epochs; epoch += 1) {
      const order = random.fork(`order/${epoch + 1}`).permutation(data.labels.size);
      const loss = trainEpoch(kernels, batches, { given, epoch, order });
      if (!Number.isFinite(loss)) throw new Error(trainingDiverged(epoch + 1));
    }
  } finally {
    batches.forget();
  }
  return endTraining(kernels, network, training);
}

/** The mean loss of the last batch: what is no number does not become one again. */
function trainEpoch(
  kernels: Kernels,
  steps: RecordedSteps,
  { given, epoch, order }: { given: FurtherTraining; epoch: number; order: Uint32Array },
): number {
  const { tf } = kernels;
  const batches = Math.floor(order.length / given.batch);
  let last = Number.NaN;
  for (let index = 0; index < batches; index += 1) {
    const before = epoch * batches + index;
    const rate = (given.rate * (1 + cosine(before / (2 * given.epochs * batches)))) / 2;
    const rows = order.subarray(index * given.batch, (index + 1) * given.batch);
    const places = tf.tensor1d(Int32Array.from(rows), 'int32');
    const inputs = [places, ...adamScalars(kernels, { rate, steps: before })];
    const losses = steps.run(inputs);
    if (index === batches - 1) last = losses[0]?.dataSync()[0] ?? Number.NaN;
    tf.dispose([...inputs, ...losses]);
  }
  return last;
}

interface Training {
  network: DenseNetwork;
  /** Of each layer, factors before the bias. */
  variables: readonly (readonly AdamVariable[])[];
  /** Ones where a sparse kernel has weights, in the order of the gradients; null for what is dense. */
  masks: readonly (Tensor | null)[];
}

function startTraining(kernels: Kernels, network: DenseNetwork): Training {
  const { tf } = kernels;
  const loaded = loadDense(kernels, network);
  const variables = loaded.map(({ factors, bias }) =>
    [...factors, bias].map((value) => {
      const zeros = tf.zerosLike(value);
      return createParameter(kernels, { value: tf.clone(value), mean: zeros, square: zeros });
    }),
  );
  const masks = loaded.flatMap(({ factors }, index) => {
    const isSparse = network[index]?.isSparse === true;
    return [
      ...factors.map((factor) =>
        isSparse ? tf.tidy(() => tf.cast(tf.notEqual(factor, 0), 'float32')) : null,
      ),
      null,
    ];
  });
  tf.dispose(loaded.flatMap(({ factors, bias }) => [...factors, bias]));
  return { network, variables, masks };
}

/** One update: from the rows of a batch and Adam's scalars the mean cross-entropy of the batch, a tensor. */
function recordBatches(
  kernels: Kernels,
  training: Training,
  { data, given }: { data: DigitTensors; given: FurtherTraining },
): RecordedSteps {
  const { tf } = kernels;
  return recordSteps(tf, ([rows, ...scalars]) => {
    if (!rows) throw new RangeError('a batch has rows');
    const layers = readLayers(kernels, training);
    const images = gatherRows(kernels, data.images, rows);
    const labels = gatherRows(kernels, data.labels, rows);
    const found = lossGradients(kernels, layers, { images, labels });
    const weights = layers.flatMap(({ factors }) => [...factors, null]);
    const penalised = found.gradients.map((gradient, index) => {
      const [weight, mask] = [weights[index], training.masks[index]];
      const whole = weight ? tf.add(gradient, tf.mul(weight, 2 * given.decay)) : gradient;
      return mask ? tf.mul(whole, mask) : whole;
    });
    tf.dispose(layers.flatMap(({ factors, bias }) => [...factors, bias]));
    applyAdam(kernels, training.variables.flat(), penalised, scalars);
    return [tf.mean(found.losses)];
  });
}

function readLayers(kernels: Kernels, { network, variables }: Training): DenseTensors[] {
  return network.map(({ activation }, index) => {
    const values = (variables[index] ?? []).map(({ value }) => readVariable(kernels, value));
    const bias = values.at(-1);
    if (!bias) throw new RangeError(`there is no layer ${index}`);
    return { factors: values.slice(0, -1), bias, activation };
  });
}

function endTraining(kernels: Kernels, network: DenseNetwork, training: Training): DenseNetwork {
  const { tf } = kernels;
  const layers = readLayers(kernels, training);
  const trained = network.map((weights, index) => ({
    ...weights,
    factors: weights.factors.map((factor, place) => ({
      ...factor,
      values: copyOf(layers[index]?.factors[place]),
    })),
    bias: copyOf(layers[index]?.bias),
  }));
  tf.dispose(layers.flatMap(({ factors, bias }) => [...factors, bias]));
  tf.dispose(training.masks.flatMap((mask) => mask ?? []));
  for (const { value, mean, square } of training.variables.flat()) {
    for (const variable of [value, mean, square]) destroyVariable(kernels, variable);
  }
  return trained;
}

function copyOf(tensor: Tensor | undefined): Float32Array {
  return Float32Array.from(tensor?.dataSync() ?? []);
}
