import type { Scalar, Tensor } from '@tensorflow/tfjs';

import { trainingDiverged } from '../../base/messages/experiments.ts';
import type { TaskContext } from '../../base/task.ts';
import { digitTensors, type Digits, type DigitTensors } from '../datasets/mnist.ts';
import {
  initialWeights,
  loadNetwork,
  logitsByHand,
  networkOf,
  networkTensors,
  type DigitNetwork,
} from '../models/digit-network.ts';
import type { TensorLibrary } from '../tensors.ts';
import { startAdam, stepAll, type AdamState } from './adam.ts';

export interface TrainingOptions {
  epochs: number;
  /** Images in a batch; a rest smaller than that is left out of the epoch. */
  batch: number;
  /** Adam's rate at the start. */
  rate: number;
  /** Weight of the kernels' squared norm in the loss. */
  decay: number;
}

export interface TrainedNetwork {
  network: DigitNetwork;
  /** After each epoch: the mean loss of its batches, and the accuracy on the validation images. */
  history: { epoch: number; loss: number; validation: number }[];
}

/**
 * Trains the network from random weights with Adam on shuffled batches, its rate falling along a cosine to zero. Weights
 * and orders come from two streams of `context.random`. Throws where the loss is no number any more.
 */
export async function trainNetwork(
  training: Digits,
  validation: Digits,
  given: TrainingOptions,
  context: Pick<TaskContext, 'engine' | 'random' | 'progress'>,
): Promise<TrainedNetwork> {
  const { tf } = context.engine;
  const start = loadNetwork(tf, initialWeights(context.random.fork('weights')));
  let states = networkTensors(start).map((value) => startAdam(tf, value));
  const data = digitTensors(tf, training);
  const orders = context.random.fork('order');
  const history: TrainedNetwork['history'] = [];
  for (let epoch = 1; epoch <= given.epochs; epoch += 1) {
    const order = orders.permutation(training.count);
    const trained = await trainEpoch(tf, states, data, { ...given, epoch, order });
    states = trained.states;
    if (!Number.isFinite(trained.loss)) throw new Error(trainingDiverged(epoch));
    const reached = await measureAccuracy(tf, validation, networkFrom(states));
    history.push({ epoch, loss: trained.loss, validation: reached });
    context.progress({
      done: epoch,
      of: given.epochs,
      unit: 'epoch',
      note: `loss ${trained.loss.toFixed(4)}`,
    });
  }
  tf.dispose([data.images, data.labels, ...states.flatMap(({ mean, square }) => [mean, square])]);
  return { network: networkFrom(states), history };
}

interface EpochOptions extends TrainingOptions {
  epoch: number;
  order: Uint32Array;
}

/** One pass over the data in the order given; the loss is the mean over its batches. */
async function trainEpoch(
  tf: TensorLibrary,
  start: readonly AdamState[],
  data: DigitTensors,
  { batch, rate, decay, epoch, epochs, order }: EpochOptions,
): Promise<{ states: AdamState[]; loss: number }> {
  const batches = Math.floor(order.length / batch);
  let states = [...start];
  const losses: Tensor[] = [];
  for (let index = 0; index < batches; index += 1) {
    const step = (epoch - 1) * batches + index + 1;
    const rows = order.subarray(index * batch, (index + 1) * batch);
    const { value, grads } = lossAndGradients(tf, states, pickRows(tf, data, rows), decay);
    const falling = { rate: cosine(rate, (step - 1) / (epochs * batches)), step };
    states = stepAll(tf, states, grads, falling);
    tf.dispose(grads);
    losses.push(value);
  }
  const values = await Promise.all(losses.map((loss) => loss.data()));
  tf.dispose(losses);
  return { states, loss: values.reduce((sum, [value = Number.NaN]) => sum + value, 0) / batches };
}

/** From `rate` down to zero as `part` goes from 0 to 1. */
function cosine(rate: number, part: number): number {
  return (rate * (1 + Math.cos(Math.PI * part))) / 2;
}

function pickRows(tf: TensorLibrary, { images, labels }: DigitTensors, chosen: Uint32Array): DigitTensors {
  return tf.tidy(() => {
    const rows = tf.tensor1d(Int32Array.from(chosen), 'int32');
    return { images: tf.gather(images, rows), labels: tf.gather(labels, rows) };
  });
}

/** Mean cross-entropy of a batch, and its gradient by each of the network's tensors. Disposes the batch. */
function lossAndGradients(
  tf: TensorLibrary,
  states: readonly AdamState[],
  batch: DigitTensors,
  decay: number,
): { value: Tensor; grads: Tensor[] } {
  const result = tf.tidy(() => {
    const targets = tf.oneHot(batch.labels, 10);
    const loss = (...tensors: Tensor[]): Scalar => {
      const logits = logitsByHand(tf, batch.images, networkOf(tensors));
      const kernels = tensors.filter((tensor) => tensor.rank === 2);
      const norms = kernels.map((kernel) => tf.sum(tf.square(kernel)));
      const penalty = tf.mul(tf.addN(norms), decay);
      return tf.add(tf.losses.softmaxCrossEntropy(targets, logits), penalty);
    };
    return tf.valueAndGrads(loss)(states.map(({ value }) => value));
  });
  tf.dispose([batch.images, batch.labels]);
  return result;
}

function networkFrom(states: readonly AdamState[]): DigitNetwork {
  return networkOf(states.map(({ value }) => value));
}

/** The share of digits read right; 0 of none. */
export async function measureAccuracy(
  tf: TensorLibrary,
  digits: Digits,
  network: DigitNetwork,
): Promise<number> {
  const correct = tf.tidy(() => {
    const { images, labels } = digitTensors(tf, digits);
    const predicted = tf.argMax(logitsByHand(tf, images, network), 1);
    return tf.sum(tf.cast(tf.equal(predicted, labels), 'int32'));
  });
  const [right = 0] = await correct.data();
  correct.dispose();
  return digits.count === 0 ? 0 : right / digits.count;
}
