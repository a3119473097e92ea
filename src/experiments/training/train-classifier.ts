import type { Tensor } from '@tensorflow/tfjs';

import { trainingBlewUp } from '../../base/messages/experiments.ts';
import type { TaskContext } from '../../base/task.ts';
import type { WindowSet } from '../datasets/windows.ts';
import { adamScalars, applyAdam } from '../kernels/adam.ts';
import { softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import type { Kernels } from '../kernels/execute.ts';
import { recordSteps, type RecordedSteps } from '../kernels/record-steps.ts';
import { runClassifier } from '../models/window-classifier.ts';
import { hasFiniteWeights, readWeights, type ClassifierState } from './classifier-state.ts';
import type { WindowFeed } from './window-feed.ts';

/** How to train. */
export interface ClassifierTraining {
  epochs: number;
  /** Windows in a batch; what is left over at the end of an epoch is a smaller batch. */
  batch: number;
  /** Adam's rate. */
  rate: number;
}

/** An epoch of training. */
export interface EpochRecord {
  epoch: number;
  /** Mean cross-entropy of the epoch's windows, each at the time of its batch. */
  loss: number;
  seconds: number;
}

/** What training goes on with. */
export interface TrainingTools {
  kernels: Kernels;
  feed: WindowFeed;
  context: Pick<TaskContext, 'random' | 'progress' | 'time'>;
  /** After each epoch. */
  record: (history: readonly EpochRecord[]) => Promise<void>;
}

/**
 * Trains a model with Adam on shuffled batches, from the epoch after those of `history` on, and gives the history of all
 * epochs. Order and dropout of an epoch come from streams of its own, so it is the same whether or not those before it
 * ran in this process. Throws at the first loss or, after an epoch, the first weight that is no number, with epoch and batch.
 */
export async function trainClassifier(
  state: ClassifierState,
  set: WindowSet,
  { given, history }: { given: ClassifierTraining; history: readonly EpochRecord[] },
  tools: TrainingTools,
): Promise<EpochRecord[]> {
  const records = [...history];
  const batches = Math.ceil(set.starts.length / given.batch);
  const steps = recordBatches(tools.kernels, state);
  const draws = state.model.layers.reduce((sum, layer) => sum + (layer.draws ?? 0), 0);
  try {
    for (let epoch = records.length + 1; epoch <= given.epochs; epoch += 1) {
      const started = tools.context.time();
      const loss = trainEpoch(steps, set, { given, epoch, draws }, tools);
      const seconds = tools.context.time() - started;
      if (!hasFiniteWeights(tools.kernels, state)) throw new Error(trainingBlewUp(epoch, lastOf(batches)));
      records.push({ epoch, loss, seconds });
      await tools.record(records);
    }
  } finally {
    steps.forget();
  }
  return records;
}

/** The update after an epoch's last batch, whose loss was a number still. */
const lastOf = (batches: number): { number: number; of: number } => ({ number: batches, of: batches });

interface EpochOptions {
  given: ClassifierTraining;
  epoch: number;
  /** Pairs of seeds that a batch takes. */
  draws: number;
}

function trainEpoch(
  steps: RecordedSteps,
  set: WindowSet,
  { given, epoch, draws }: EpochOptions,
  { kernels, feed, context }: TrainingTools,
): number {
  const { tf } = kernels;
  const order = context.random.fork(`order/${epoch}`).permutation(set.starts.length);
  const dropout = context.random.fork(`dropout/${epoch}`);
  const batches = Math.ceil(order.length / given.batch);
  let sum = 0;
  for (let index = 0; index < batches; index += 1) {
    const places = order.subarray(index * given.batch, (index + 1) * given.batch);
    const before = (epoch - 1) * batches + index;
    const losses = tf.tidy(() => {
      const { values, labels } = feed.batch(set, places);
      const seeds = Array.from({ length: draws }, () => tf.tensor1d(dropout.seedPair(), 'int32'));
      const scalars = adamScalars(kernels, { rate: given.rate, steps: before });
      return read(steps.run([values, labels, ...scalars, ...seeds]));
    });
    for (const loss of losses) sum += loss;
    if (!Number.isFinite(sum)) throw new Error(trainingBlewUp(epoch, { number: index + 1, of: batches }));
    const sofar = sum / Math.min(order.length, (index + 1) * given.batch);
    const note = `epoch ${epoch} of ${given.epochs}, loss ${sofar.toFixed(4)}`;
    context.progress({ done: before + 1, of: given.epochs * batches, unit: 'batch', note });
  }
  return sum / order.length;
}

/** One update: from a batch's windows and labels, Adam's scalars and the seeds of its dropout the loss of each window. */
function recordBatches(kernels: Kernels, state: ClassifierState): RecordedSteps {
  const { tf } = kernels;
  return recordSteps(tf, ([values, labels, ...numbers]) => {
    if (!values || !labels) throw new RangeError('a batch has windows and labels');
    const [scalars, seeds] = [numbers.slice(0, 3), numbers.slice(3)];
    const dropout = (): Tensor => {
      const seed = seeds.shift();
      if (!seed) throw new RangeError('a layer asks for more seeds than it told');
      return seed;
    };
    const weights = readWeights(kernels, state);
    const { logits, backward } = runClassifier(kernels, state.model, values, { weights, dropout });
    const { losses, gradient } = softmaxCrossEntropy(kernels, logits, labels);
    const mean = tf.div(gradient, losses.size);
    const gradients = backward(mean).flat();
    tf.dispose(weights.flat());
    applyAdam(kernels, state.variables.flat(), gradients, scalars);
    return [losses];
  });
}

function read([losses]: readonly Tensor[]): Float32Array {
  return losses?.dataSync<'float32'>() ?? new Float32Array();
}
