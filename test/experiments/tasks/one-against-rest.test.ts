import { expect, test } from 'vitest';

import { classWithoutWindows, trainingDiverged } from '../../../src/base/messages/experiments.ts';
import { createRandom } from '../../../src/base/random.ts';
import type { TaskResults } from '../../../src/base/results.ts';
import { encodeWindows } from '../../../src/experiments/datasets/window-file.ts';
import { unpackPredictions } from '../../../src/experiments/one-against-rest/prediction-bits.ts';
import * as task from '../../../src/experiments/tasks/one-against-rest.ts';
import { countConfusion } from '../../../src/experiments/training/confusion.ts';
import { runTask, type TestSetting } from '../../support/task-context.ts';

const count = 90;
const channels = 3;
const length = 4;

/** Every sixth window is of rope jumping, the others of two activities; the first channel nearly tells them apart. */
function tinyWindows(): Uint8Array {
  const random = createRandom('windows');
  const labels = Uint8Array.from({ length: count }, (_, window) => (window % 6 === 0 ? 11 : window % 2));
  const starts = Int32Array.from({ length: count }, (_, window) => window * length);
  const rows = Float32Array.from({ length: count * length * channels }, (_, at) => {
    const window = Math.floor(at / (length * channels));
    const shift = at % channels === 0 && labels[window] === 11 ? 0.6 : 0;
    return 4 * (random.uniform() - 0.5) + shift;
  });
  const subjects = new Uint8Array(count).fill(2);
  const set = { starts, labels, subjects };
  const none = { starts: new Int32Array(0), labels: new Uint8Array(0), subjects: new Uint8Array(0) };
  return encodeWindows({ rows, channels, length, training: set, validation: none });
}

const inputs = { windows: tinyWindows() };
const few = { epochs: 12, batch: 16, rate: 0.3 };

/** Runs the task without its duration, which is the machine's. */
async function runTiny(
  given: Parameters<typeof runTask<typeof task.declaration.parameters>>[1],
  setting: TestSetting = {},
): Promise<TaskResults> {
  const { train_time: seconds, ...results } = await runTask(task, given, {
    engine: 'wasm',
    inputs,
    ...setting,
  });
  expect(seconds).toBeGreaterThan(0);
  return results;
}

test('counts the windows and parameters, and learns', async () => {
  const results = await runTiny(few);
  expect(results).toMatchObject({
    parameters: 2 * channels * length + 2,
    windows: count,
    positives: 15,
    negatives: 75,
    steps: { total: few.epochs - 1 },
  });
  const history = results['history'] as { epoch: number; xent: number; f1: number }[];
  expect(history.map(({ epoch }) => epoch)).toEqual(
    Array.from({ length: few.epochs }, (_, index) => index + 1),
  );
  expect(history.at(-1)!.xent).toBeLessThan(history[0]!.xent);
});

test('the predictions of each epoch give its scores back', async () => {
  const { predictions, history } = await runTiny(few);
  const truth = Uint8Array.from({ length: count }, (_, window) => (window % 6 === 0 ? 0 : 1));
  const bytes = Math.ceil(count / 8);
  expect(predictions).toHaveLength(few.epochs * bytes);
  (history as { [column: string]: number }[]).forEach((row, epoch) => {
    const packed = (predictions as Uint8Array).subarray(epoch * bytes, (epoch + 1) * bytes);
    expect(countConfusion(truth, unpackPredictions(packed, count), 2)).toEqual([
      [row['true_positives'], row['false_negatives']],
      [row['false_positives'], row['true_negatives']],
    ]);
  });
});

test.each([16, 'all'] as const)(
  'one that goes on from a checkpoint ends in the same bits: %s',
  async (batch) => {
    const given = { ...few, batch };
    const whole = await runTiny(given);
    const checkpoint = { bytes: null };
    await runTiny({ ...given, epochs: 5 }, { checkpoint });
    const epochs: number[] = [];
    const resumed = await runTiny(given, { checkpoint, onProgress: ({ done }) => epochs.push(done) });
    expect(epochs).toEqual([6, 7, 8, 9, 10, 11, 12]);
    expect(resumed).toEqual(whole);
    expect(await runTiny(given, { seed: 2 })).not.toEqual(whole);
  },
);

test('full batches take one step an epoch, and a small one lowers the loss', async () => {
  const { history } = await runTiny({ ...few, epochs: 6, batch: 'all', rate: 0.05 });
  const losses = (history as { xent: number }[]).map(({ xent }) => xent);
  expect(losses).toEqual([...losses].sort((a, b) => b - a));
  // A batch of as many windows holds them in another order, which rounding alone can tell.
  const { history: ordered } = await runTiny({ ...few, epochs: 6, batch: count, rate: 0.05 });
  (ordered as { xent: number }[]).forEach(({ xent }, epoch) => {
    expect(xent).toBeCloseTo(losses[epoch]!, 5);
  });
});

test('a loss that is no number ends the training at once', async () => {
  await expect(runTiny({ ...few, rate: 1e38 })).rejects.toThrow(trainingDiverged(1));
});

test('a class without windows is refused', async () => {
  await expect(runTiny({ ...few, activity: 'ironing' })).rejects.toThrow(
    classWithoutWindows('ironing', 0, count),
  );
});

test.each([
  ['an unknown activity', { activity: 'sleeping' }],
  ['a single epoch', { epochs: 1 }],
  ['an empty batch', { batch: 0 }],
  ['a word for a batch', { batch: 'half' }],
  ['a negative rate', { rate: -1 }],
  ['a parameter that is none', { momentum: 0.9 }],
])('%s does not fit the schema', (_, given) => {
  expect(task.declaration.parameters.safeParse(given).success).toBe(false);
  expect(task.declaration.parameters.safeParse({}).success).toBe(true);
});
