import { beforeAll, expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import type { Windows } from '../../../src/experiments/datasets/windows.ts';
import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import {
  buildClassifier,
  type ModelConfiguration,
} from '../../../src/experiments/models/window-classifier.ts';
import { readWeights, startState } from '../../../src/experiments/training/classifier-state.ts';
import { trainClassifier } from '../../../src/experiments/training/train-classifier.ts';
import { openFeed } from '../../../src/experiments/training/window-feed.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let kernels: Kernels;
beforeAll(() => {
  ({ kernels } = tensorflow);
});

const [length, channels, classes] = [24, 3, 4];

/** Windows of noise, each half of which is the half of another one. */
function drawWindows(): Windows {
  const random = createRandom(5);
  const starts = Int32Array.from({ length: 14 }, (_, window) => (window * length) / 2);
  const rows = Float32Array.from({ length: 15 * (length / 2) * channels }, () => 2 * random.uniform() - 1);
  const labels = Uint8Array.from(starts, (_, window) => window % classes);
  const training = { starts, labels, subjects: new Uint8Array(starts.length) };
  return { channels, length, rows, training, validation: training };
}

/** Kernels whose engine cannot repeat what it executed. */
function withoutRecording({ tf, ...others }: Kernels): Kernels {
  return { ...others, tf: Object.create(tf, { backend: { value: () => ({}) } }) as TensorLibrary };
}

/** Losses and weights after two epochs of batches of 5, the last one of 4. */
async function train(given: ModelConfiguration, tools: Kernels): Promise<unknown> {
  const model = buildClassifier(given, { length, channels, classes });
  const windows = drawWindows();
  const state = startState(tools, model, createRandom(3));
  const feed = openFeed(tools, windows, model.order);
  const context = { random: createRandom(7), progress: () => undefined, time: () => 0 };
  const history = await trainClassifier(
    state,
    windows.training,
    { given: { epochs: 2, batch: 5, rate: 0.01 }, history: [] },
    { kernels: tools, feed, context, record: () => Promise.resolve() },
  );
  return {
    history,
    weights: readWeights(tools, state).map((layer) => layer.map((weight) => [...weight.dataSync()])),
  };
}

const models: ModelConfiguration[] = [
  { family: 'mlp', units: [16, 8], dropout: 0.5 },
  { family: 'lstm', units: [16, 8], dropout: 0.5 },
  { family: 'cnn', units: [8], maps: 16, kernel: 5, pool: 2, dropout: 0.5 },
  { family: 'cnn_lstm', units: [4, 4], maps: 16, kernel: 5, pool: 2, dropout: 0.5 },
];

test.skipIf(without).each(models)(
  '$family: recorded steps train to the same bits as kernels by themselves',
  async (given) => {
    expect(await train(given, kernels)).toEqual(await train(given, withoutRecording(kernels)));
  },
);
