import type { Scalar, Tensor } from '@tensorflow/tfjs';

import { trainingDiverged } from '../../base/messages/experiments.ts';
import type { TaskContext } from '../../base/task.ts';
import { digitTensors, type Digits, type DigitTensors } from '../datasets/mnist.ts';
import { recordSteps, type RecordedSteps } from '../kernels/record-steps.ts';
import {
  initialWeights,
  loadNetwork,
  logitsByHand,
  networkOf,
  networkTensors,
  type DigitNetwork,
} from '../models/digit-network.ts';
import type { TensorLibrary } from '../tensors.ts';
import { correctedRate, startAdam, stepAdam, type AdamState } from './adam.ts';

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
  const steps = recordBatches(tf, given.decay);
  const orders = context.random.fork('order');
  const history: TrainedNetwork['history'] = [];
  try {
    for (let epoch = 1; epoch <= given.epochs; epoch += 1) {
      const order = orders.permutation(training.count);
      const trained = await trainEpoch(tf, { start: states, steps }, data, { ...given, epoch, order });
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
  } finally {
    steps.forget();
  }
  tf.dispose([data.images, data.labels, ...states.flatMap(({ mean, square }) => [mean, square])]);
  return { network: networkFrom(states), history };
}

interface EpochOptions extends TrainingOptions {
  epoch: number;
  order: Uint32Array;
}

/** One pass over the data in the order given; the loss is the mean over its batches. Disposes the states that it starts from. */
async function trainEpoch(
  tf: TensorLibrary,
  { start, steps }: { start: readonly AdamState[]; steps: RecordedSteps },
  data: DigitTensors,
  { batch, rate, epoch, epochs, order }: EpochOptions,
): Promise<{ states: AdamState[]; loss: number }> {
  const batches = Math.floor(order.length / batch);
  let states = start.flatMap(tensorsOf);
  const losses: Tensor[] = [];
  for (let index = 0; index < batches; index += 1) {
    const step = (epoch - 1) * batches + index + 1;
    const rows = order.subarray(index * batch, (index + 1) * batch);
    const { images, labels } = pickRows(tf, data, rows);
    const falling = tf.scalar(correctedRate({ rate: cosine(rate, (step - 1) / (epochs * batches)), step }));
    const inputs = [images, labels, falling, ...states];
    const [loss, ...next] = steps.run(inputs);
    tf.dispose(inputs);
    states = next;
    losses.push(...(loss ? [loss] : []));
  }
  const values = await Promise.all(losses.map((loss) => loss.data()));
  tf.dispose(losses);
  return {
    states: statesOf(states),
    loss: values.reduce((sum, [value = Number.NaN]) => sum + value, 0) / batches,
  };
}

/** One update: from a batch of images and labels, the rate and all states the loss and the new states. */
function recordBatches(tf: TensorLibrary, decay: number): RecordedSteps {
  return recordSteps(tf, ([images, labels, rate, ...tensors]) => {
    if (!images || !labels || !rate) throw new RangeError('a batch has images, labels and a rate');
    const states = statesOf(tensors);
    const { value, grads } = lossAndGradients(tf, states, { images, labels }, decay);
    const next = states.map((state, index) => {
      const gradient = grads[index];
      if (!gradient) throw new RangeError(`${states.length} parameters, ${grads.length} gradients`);
      return stepAdam(tf, state, gradient, rate);
    });
    return [value, ...next.flatMap(tensorsOf)];
  });
}

const tensorsOf = ({ value, mean, square }: AdamState): Tensor[] => [value, mean, square];

function statesOf(tensors: readonly Tensor[]): AdamState[] {
  return Array.from({ length: tensors.length / 3 }, (_, index) => {
    const [value, mean, square] = tensors.slice(3 * index, 3 * index + 3);
    if (!value || !mean || !square) throw new RangeError(`${tensors.length} tensors are no states`);
    return { value, mean, square };
  });
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

/** Mean cross-entropy of a batch, and its gradient by each of the network's tensors. For a tidy. */
function lossAndGradients(
  tf: TensorLibrary,
  states: readonly AdamState[],
  { images, labels }: { images: Tensor; labels: Tensor },
  decay: number,
): { value: Tensor; grads: Tensor[] } {
  const targets = tf.oneHot(labels, 10);
  const loss = (...tensors: Tensor[]): Scalar => {
    const logits = logitsByHand(tf, images, networkOf(tensors));
    const kernels = tensors.filter((tensor) => tensor.rank === 2);
    const norms = kernels.map((kernel) => tf.sum(tf.square(kernel)));
    const penalty = tf.mul(tf.addN(norms), decay);
    return tf.add(tf.losses.softmaxCrossEntropy(targets, logits), penalty);
  };
  return tf.valueAndGrads(loss)(states.map(({ value }) => value));
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
