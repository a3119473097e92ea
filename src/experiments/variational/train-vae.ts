import type { Tensor } from '@tensorflow/tfjs';

import { trainingBlewUp } from '../../base/messages/experiments.ts';
import type { TaskContext } from '../../base/task.ts';
import { adamScalars, applyAdam } from '../kernels/adam.ts';
import type { Kernels } from '../kernels/execute.ts';
import { gatherRows } from '../kernels/gather.ts';
import { recordSteps, type RecordedSteps } from '../kernels/record-steps.ts';
import { readWeights, type ClassifierState } from '../training/classifier-state.ts';
import { boundGradients, type Vae, type VaeWeights } from './autoencoder.ts';
import { measureBound } from './evaluate.ts';
import type { BoundRecord } from './stored-vae.ts';

/** How to train. */
export interface VaeTraining {
  epochs: number;
  /** Images in a batch; what is left over at the end of an epoch is a smaller batch. */
  batch: number;
  /** Adam's rate. */
  rate: number;
  coordinates: number;
  /** What KL is multiplied by in the loss. */
  divergence: number;
}

/** Images [count, pixels] to train on, some of these to measure on, and others to measure on. */
export interface VaeImages {
  training: Tensor;
  measured: Tensor;
  test: Tensor;
}

/** What training goes on with. */
export interface VaeTools {
  kernels: Kernels;
  context: Pick<TaskContext, 'random' | 'progress'>;
  /** After each epoch. */
  record: (history: readonly BoundRecord[]) => Promise<void>;
}

/**
 * Trains with Adam on shuffled batches, from the epoch after those of `history` on, and gives the history of all epochs:
 * after each, both terms on both sets of images. Order and noise of an epoch come from streams of its own, and what is
 * measured on always gets the same noise. Throws at the first loss that is no number.
 */
export async function trainVae(
  { vae, state }: { vae: Vae; state: ClassifierState },
  images: VaeImages,
  { given, history }: { given: VaeTraining; history: readonly BoundRecord[] },
  tools: VaeTools,
): Promise<BoundRecord[]> {
  const records = [...history];
  const steps = recordBatches({ vae, state }, images.training, given, tools.kernels);
  try {
    for (let epoch = records.length / 2 + 1; epoch <= given.epochs; epoch += 1) {
      trainEpoch(steps, { vae, images: images.training, given, epoch }, tools);
      records.push(...measureEpoch({ vae, state }, images, epoch, tools));
      await tools.record(records);
    }
  } finally {
    steps.forget();
  }
  return records;
}

function measureEpoch(
  { vae, state }: { vae: Vae; state: ClassifierState },
  { measured, test }: VaeImages,
  epoch: number,
  { kernels, context }: VaeTools,
): BoundRecord[] {
  return withWeights(kernels, state, (weights) =>
    (['training', 'test'] as const).map((images) => {
      const random = context.random.fork(`measure/${images}`);
      const rows = images === 'test' ? test : measured;
      return { epoch, images, ...measureBound(kernels, vae, rows, { weights, random }) };
    }),
  );
}

/** Calls `use` with the weights as they are, and gives them back afterwards. */
export function withWeights<Result>(
  kernels: Kernels,
  state: ClassifierState,
  use: (weights: VaeWeights) => Result,
): Result {
  const weights = readWeights(kernels, state);
  const result = use(weights);
  kernels.tf.dispose(weights.flat());
  return result;
}

function trainEpoch(
  steps: RecordedSteps,
  { vae, images, given, epoch }: { vae: Vae; images: Tensor; given: VaeTraining; epoch: number },
  { kernels, context }: VaeTools,
): void {
  const { tf } = kernels;
  const [count = 0] = images.shape;
  const order = Int32Array.from(context.random.fork(`order/${epoch}`).permutation(count));
  const noise = context.random.fork(`noise/${epoch}`);
  const batches = Math.ceil(count / given.batch);
  let sum = 0;
  for (let index = 0; index < batches; index += 1) {
    const rows = order.subarray(index * given.batch, (index + 1) * given.batch);
    const before = (epoch - 1) * batches + index;
    sum += tf.tidy(() => {
      const drawn = vae.latent.noise(kernels, [rows.length, given.coordinates], noise.seedPair());
      const scalars = adamScalars(kernels, { rate: given.rate, steps: before });
      return sumOf(steps.run([tf.tensor1d(rows, 'int32'), drawn, ...scalars]));
    });
    if (!Number.isFinite(sum)) throw new Error(trainingBlewUp(epoch, { number: index + 1, of: batches }));
    const sofar = sum / Math.min(count, (index + 1) * given.batch);
    const note = `epoch ${epoch} of ${given.epochs}, loss ${sofar.toFixed(2)}`;
    context.progress({ done: before + 1, of: given.epochs * batches, unit: 'batch', note });
  }
}

function sumOf([losses]: readonly Tensor[]): number {
  return losses?.dataSync<'float32'>().reduce((sum, loss) => sum + loss, 0) ?? Number.NaN;
}

/** One update: from a batch's rows, its noise and Adam's scalars the images' losses. */
function recordBatches(
  { vae, state }: { vae: Vae; state: ClassifierState },
  images: Tensor,
  { divergence: divergenceWeight }: VaeTraining,
  kernels: Kernels,
): RecordedSteps {
  const { tf } = kernels;
  return recordSteps(tf, ([rows, noise, ...scalars]) => {
    if (!rows || !noise) throw new RangeError('a batch has rows and noise');
    const batch = gatherRows(kernels, images, rows);
    const weights = readWeights(kernels, state);
    const options = { weights, noise, divergenceWeight };
    const { reconstruction, divergence, gradients } = boundGradients(kernels, vae, batch, options);
    tf.dispose(weights.flat());
    applyAdam(kernels, state.variables.flat(), gradients.flat(), scalars);
    return [tf.sub(tf.mul(divergence, divergenceWeight), reconstruction)];
  });
}
