import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';

import { trainingDiverged } from '../../base/messages/experiments.ts';
import type { Random } from '../../base/random.ts';
import type { TaskContext } from '../../base/task.ts';
import {
  gradientsOfExcess,
  layerLogits,
  layerTensors,
  lossGradients,
  startSoftmaxLayer,
  type SoftmaxLayer,
} from '../models/softmax-layer.ts';
import type { TensorLibrary } from '../tensors.ts';
import type { FlatWindows } from './flat-windows.ts';
import type { Outcome } from './outcome.ts';
import { readProgress, writeProgress, type Trained } from './progress-file.ts';
import { emptyStudy, observeEpoch } from './study.ts';

export interface DescentOptions {
  epochs: number;
  /** Windows in a batch, the last of an epoch having what is left; `all` takes one step an epoch. */
  batch: number | 'all';
  /** What a gradient is multiplied by before it is taken off. */
  rate: number;
}

/**
 * Trains a softmax layer by plain gradient descent on the mean cross-entropy and measures it on all windows after each
 * epoch. Goes on from the job's checkpoint where there is one: the order of each epoch's windows comes from a stream of
 * its own, so that nothing of the random state need be kept. Throws where the loss is no number any more.
 */
export async function trainOneAgainstRest(
  data: FlatWindows,
  options: DescentOptions,
  context: Pick<TaskContext, 'engine' | 'random' | 'progress' | 'checkpoint' | 'time'>,
): Promise<Trained> {
  const { tf } = context.engine;
  const kept = await context.checkpoint.read();
  const weights = context.random.fork('weights');
  let trained = kept ? readProgress(tf, kept) : await startTraining(tf, data, weights);
  for (let epoch = trained.study.history.length + 1; epoch <= options.epochs; epoch += 1) {
    const begun = context.time();
    const order = context.random.fork(`order/${epoch}`).permutation(data.truth.length);
    const layer =
      options.batch === 'all'
        ? descendAtOnce(tf, trained, data, options.rate)
        : descend(tf, trained.layer, data, { batch: options.batch, rate: options.rate, order });
    const outcome = await measureOutcome(tf, data, layer);
    const study = observeEpoch(trained.study, outcome, data.truth);
    trained = { layer, study, seconds: trained.seconds + context.time() - begun };
    const xent = study.history.at(-1)?.xent ?? Number.NaN;
    if (!Number.isFinite(xent)) throw new Error(trainingDiverged(epoch));
    context.progress({ done: epoch, of: options.epochs, unit: 'epoch', note: `loss ${xent.toFixed(4)}` });
    await context.checkpoint.write(await writeProgress(trained));
  }
  return trained;
}

async function startTraining(tf: TensorLibrary, data: FlatWindows, random: Random): Promise<Trained> {
  const [, inputs] = data.windows.shape;
  const layer = startSoftmaxLayer(tf, [inputs, 2], random);
  return { layer, study: { ...emptyStudy, last: await measureOutcome(tf, data, layer) }, seconds: 0 };
}

/** An epoch of batches. Disposes the layer that it starts from. */
function descend(
  tf: TensorLibrary,
  start: SoftmaxLayer,
  data: FlatWindows,
  { batch, rate, order }: { batch: number; rate: number; order: Uint32Array },
): SoftmaxLayer {
  let layer = start;
  for (let first = 0; first < order.length; first += batch) {
    const gradients = tf.tidy(() => {
      const chosen = tf.tensor1d(Int32Array.from(order.subarray(first, first + batch)), 'int32');
      const [windows, targets] = [tf.gather(data.windows, chosen), tf.gather(data.targets, chosen)];
      return lossGradients(tf, { windows, targets }, layer);
    });
    layer = takeStep(tf, layer, gradients, rate);
  }
  return layer;
}

/**
 * One step on all windows. Their probabilities are known since they were last measured, so that only the way back is left
 * to compute. Disposes the layer that it starts from.
 */
function descendAtOnce(
  tf: TensorLibrary,
  { layer, study }: Trained,
  { windows, targets }: FlatWindows,
  rate: number,
): SoftmaxLayer {
  const { last } = study;
  if (!last) throw new RangeError('a training begins with a measurement');
  const gradients = tf.tidy(() => {
    const one = tf.tensor1d(last.probabilities);
    return gradientsOfExcess(tf, windows, tf.sub(tf.stack([one, tf.sub(1, one)], 1), targets));
  });
  return takeStep(tf, layer, gradients, rate);
}

/** Takes the gradients, times the rate, off the layer. Disposes both. */
function takeStep(
  tf: TensorLibrary,
  layer: SoftmaxLayer,
  [kernel, bias]: readonly [Tensor, Tensor],
  rate: number,
): SoftmaxLayer {
  const next = tf.tidy(() => ({
    kernel: tf.sub<Tensor2D>(layer.kernel, tf.mul(kernel, rate)),
    bias: tf.sub<Tensor1D>(layer.bias, tf.mul(bias, rate)),
  }));
  tf.dispose([...layerTensors(layer), kernel, bias]);
  return next;
}

/** What the layer says of every window. All logarithms and exponentials are the tensor library's: the same on every Node. */
async function measureOutcome(
  tf: TensorLibrary,
  { windows, targets }: FlatWindows,
  layer: SoftmaxLayer,
): Promise<Outcome> {
  const said = tf.tidy((): { [name in keyof Outcome]: Tensor } => {
    const logits = layerLogits(tf, windows, layer);
    return {
      probabilities: tf.slice(tf.softmax(logits), [0, 0], [-1, 1]),
      losses: tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)),
    };
  });
  const [probabilities, losses] = [
    await said.probabilities.data<'float32'>(),
    await said.losses.data<'float32'>(),
  ];
  tf.dispose([said.probabilities, said.losses]);
  return { probabilities, losses };
}
