import { describe, expect, test } from 'vitest';

import { trainingBlewUp } from '../../../src/base/messages/experiments.ts';
import { createRandom } from '../../../src/base/random.ts';
import type { Row, TaskResults } from '../../../src/base/results.ts';
import { activities } from '../../../src/experiments/datasets/activities.ts';
import { encodeWindows } from '../../../src/experiments/datasets/window-file.ts';
import type { WindowSet } from '../../../src/experiments/datasets/windows.ts';
import { countWeights } from '../../../src/experiments/models/layer.ts';
import {
  buildClassifier,
  type ModelConfiguration,
} from '../../../src/experiments/models/window-classifier.ts';
import * as task from '../../../src/experiments/tasks/classify-windows.ts';
import { createTaskContext, type TestSetting } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

const convolutions = { kernel: 5, pool: 2, maps: 16 };
const [dropout, mlp, lstm] = [
  0.5,
  { family: 'mlp', dropout: 0.5 },
  { family: 'lstm', dropout: 0.5 },
] as const;
const cnn = { family: 'cnn', units: [32], dropout, ...convolutions } as const;
const cnnLstm = { family: 'cnn_lstm', units: [32], dropout, ...convolutions } as const;

const published: [string, ModelConfiguration, number][] = [
  ['MLP baseline', { ...mlp, units: [128, 128] }, 683_788],
  ['MLP wide', { ...mlp, units: [512, 512] }, 2_931_724],
  ['MLP narrow', { ...mlp, units: [32, 32] }, 167_884],
  ['MLP deeper', { ...mlp, units: [128, 128, 128] }, 700_300],
  ['MLP shallow', { ...mlp, units: [128] }, 667_276],
  ['MLP dropout 0.25', { ...mlp, units: [128, 128], dropout: 0.25 }, 683_788],
  ['MLP dropout 0', { ...mlp, units: [128, 128], dropout: 0 }, 683_788],
  ['LSTM baseline', { ...lstm, units: [64, 64] }, 63_756],
  ['LSTM units 128', { ...lstm, units: [128, 128] }, 225_804],
  ['LSTM units 32', { ...lstm, units: [32, 32] }, 19_596],
  ['LSTM vanilla', { ...lstm, units: [64] }, 30_732],
  ['LSTM stack of 3', { ...lstm, units: [64, 64, 64] }, 96_780],
  ['LSTM dropout 0.25', { ...lstm, units: [64, 64], dropout: 0.25 }, 63_756],
  ['LSTM dropout 0', { ...lstm, units: [64, 64], dropout: 0 }, 63_756],
  ['CNN baseline', cnn, 667_420],
  ['CNN maps 32', { ...cnn, maps: 32 }, 1_336_972],
  ['CNN maps 8', { ...cnn, maps: 8 }, 333_604],
  ['CNN kernel 10', { ...cnn, kernel: 10 }, 668_780],
  ['CNN pool 3', { ...cnn, pool: 3 }, 294_684],
  ['CNN dropout 0.25', { ...cnn, dropout: 0.25 }, 667_420],
  ['CNN dropout 0', { ...cnn, dropout: 0 }, 667_420],
  ['CNN-LSTM baseline', cnnLstm, 112_508],
  ['CNN-LSTM stack of 2', { ...cnnLstm, units: [32, 32] }, 120_828],
  ['CNN-LSTM batch 64', cnnLstm, 112_508],
  ['CNN-LSTM batch 32', cnnLstm, 112_508],
  ['CNN-LSTM maps 32', { ...cnnLstm, maps: 32 }, 222_956],
  ['CNN-LSTM dropout 0.25', { ...cnnLstm, dropout: 0.25 }, 112_508],
  ['CNN-LSTM dropout 0', { ...cnnLstm, dropout: 0 }, 112_508],
];

test.each(published)('%s has as many parameters as published', (_, configuration, parameters) => {
  const { layers } = buildClassifier(configuration, { length: 100, channels: 52, classes: 12 });
  expect(layers.reduce((sum, layer) => sum + countWeights(layer), 0)).toBe(parameters);
});

test('operations are those of the products, two a multiply-add', () => {
  const { layers } = buildClassifier(cnn, { length: 100, channels: 52, classes: 12 });
  expect(layers.filter(({ flops }) => flops > 0).map(({ flops }) => flops)).toEqual([
    2 * 5200 * 5 * 16,
    2 * 2600 * 5 * 16 * 16,
    2 * 20_800 * 32,
    2 * 32 * 12,
  ]);
});

/** Windows of 12 rows of 3 channels; the first channel tells the class, the others are noise. */
function fewWindows(): Uint8Array {
  const [length, channels, count] = [12, 3, 44];
  const random = createRandom(4);
  const rows = new Float32Array(count * length * channels).map(() => random.uniform() - 0.5);
  const cut = (from: number, to: number): WindowSet => ({
    starts: Int32Array.from({ length: to - from }, (_, index) => (from + index) * length),
    labels: Uint8Array.from({ length: to - from }, (_, index) => (from + index) % 3),
    subjects: new Uint8Array(to - from).fill(1),
  });
  const [training, validation] = [cut(0, 33), cut(33, count)];
  for (let row = 0; row < count * length; row += 1)
    rows[row * channels]! += (Math.floor(row / length) % 3) * 2 - 2;
  return encodeWindows({ rows, channels, length, training, validation });
}

type Given = Parameters<typeof task.declaration.parameters.parse>[0];

async function train(given: Given, setting: TestSetting = {}): Promise<TaskResults> {
  const context = await createTaskContext({ engine: 'tensorflow', ...setting });
  return task.run(task.declaration.parameters.parse(given), {
    ...context,
    input: () => Promise.resolve(fewWindows()),
  });
}

/** What a run gives, without the times it took. */
function timeless({ train_time: _, inference_time: __, history, ...results }: TaskResults): TaskResults {
  return {
    ...results,
    history: (history as Row[]).map(({ epoch, loss }) => ({ epoch: epoch!, loss: loss! })),
  };
}

const small = { batch: 8, rate: 0.02, dropout: 0.25, passes: 1 };
const tiny: Given[] = [
  { family: 'mlp', units: [8], ...small },
  { family: 'lstm', units: [4, 4], ...small },
  { family: 'cnn', units: [8], maps: 4, ...small },
  { family: 'cnn_lstm', units: [2, 4], maps: 4, ...small },
];

describe.skipIf(reasonWithoutTensorflow() !== null)('a run on TensorFlow', () => {
  test.each(tiny)('$family: killed after an epoch and run again, it ends in the same bits', async (given) => {
    const whole = await train({ ...(given as object), epochs: 3 });
    const checkpoint = { bytes: null as Uint8Array | null };
    await train({ ...(given as object), epochs: 1 }, { checkpoint });
    expect(checkpoint.bytes).not.toBeNull();
    const resumed = await train({ ...(given as object), epochs: 3 }, { checkpoint });
    expect(timeless(resumed)).toEqual(timeless(whole));
    const losses = (whole['history'] as { loss: number }[]).map(({ loss }) => loss);
    expect(losses[2]).toBeLessThan(losses[0]!);
  });

  test('scores, predictions and progress of a run; another seed gives another one', async () => {
    const given = { family: 'mlp', units: [16], ...small, epochs: 12 };
    const told: string[] = [];
    const setting: TestSetting = { onProgress: ({ done, of, note }) => told.push(`${done}/${of} ${note}`) };
    const results = await train(given, setting);
    const { validation, predictions } = results as { validation: TaskResults; predictions: Uint8Array };
    expect(predictions).toHaveLength(44);
    expect(validation).toMatchObject({ windows: 11, accuracy: 1 });
    // Three of twelve activities occur; those that do not have an F1 of 0.
    expect(validation['f1']).toBeCloseTo(3 / 12, 12);
    expect((validation['classes'] as Row[]).map(({ activity }) => activity)).toEqual(
      activities.map(({ name }) => name),
    );
    expect(told).toHaveLength(12 * 5);
    expect(told.at(-1)).toMatch(/^60\/60 epoch 12 of 12, loss 0\.\d{4}$/);
    expect(timeless(await train(given, { seed: 2 }))).not.toEqual(timeless(results));
  });

  test('a checkpoint of another model, or none at all, is passed over', async () => {
    const given = { family: 'mlp', units: [8], ...small, epochs: 1 };
    const fresh = timeless(await train(given));
    const other = { bytes: null as Uint8Array | null };
    await train({ ...given, units: [7] }, { checkpoint: other });
    expect(timeless(await train(given, { checkpoint: other }))).toEqual(fresh);
    const broken = { bytes: new Uint8Array([1, 2, 3]) };
    expect(timeless(await train(given, { checkpoint: broken }))).toEqual(fresh);
  });

  test('a loss that is no number ends the training with its epoch and batch', async () => {
    const wild = { family: 'mlp', units: [8], ...small, dropout: 0, rate: 1 };
    const context = await createTaskContext({ engine: 'tensorflow' });
    const broken = fewWindows();
    // The rows begin after the header; the largest numbers there are make the first sum infinite.
    const start = 8 + Number(new DataView(broken.buffer).getBigUint64(0, true));
    new Float32Array(broken.buffer, start, 44 * 36).fill(3e38);
    const run = task.run(task.declaration.parameters.parse(wild), {
      ...context,
      input: () => Promise.resolve(broken),
    });
    await expect(run).rejects.toThrow(trainingBlewUp(1, { number: 1, of: 5 }));
  });
});
