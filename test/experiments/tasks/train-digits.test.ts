import { beforeAll, expect, test } from 'vitest';

import { trainingDiverged } from '../../../src/base/messages/experiments.ts';
import * as task from '../../../src/experiments/tasks/train-digits.ts';
import { readSafetensors } from '../../../src/experiments/weight-files/safetensors.ts';
import { mnistFiles, runTask, type TestSetting } from '../../support/task-context.ts';

/** The first members of an IDX file, as a file of its own. */
function firstOf(file: Uint8Array, count: number): Uint8Array {
  const header = 4 + 4 * file[3]!;
  const size = (file.length - header) / new DataView(file.buffer, file.byteOffset).getUint32(4);
  const cut = file.slice(0, header + count * size);
  new DataView(cut.buffer).setUint32(4, count);
  return cut;
}

let files: NonNullable<TestSetting['files']>;
beforeAll(async () => {
  const whole = Object.entries(await mnistFiles());
  files = Object.fromEntries(whole.map(([name, file]) => [name, firstOf(file, 300)]));
});

// Quicker than plain JavaScript, and at hand wherever the tests run.
const engine = 'wasm';
const few = { epochs: 4, batch: 20, validation: 60 };

test('the loss falls, and the same seed gives the same weights', async () => {
  const first = await runTask(task, few, { engine, files, seed: 3 });
  const losses = (first['history'] as { loss: number }[]).map(({ loss }) => loss);
  expect(losses).toHaveLength(4);
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  expect(first['images']).toBe(240);
  const again = await runTask(task, few, { engine, files, seed: 3 });
  expect(again['weights']).toEqual(first['weights']);
  const other = await runTask(task, { ...few, epochs: 1 }, { engine, files, seed: 4 });
  expect(other['weights']).not.toEqual(first['weights']);
});

test('the weights are a safetensors file of the six tensors', async () => {
  const { weights } = await runTask(task, { ...few, epochs: 1 }, { engine, files });
  const shapes = Object.entries(readSafetensors(weights as Uint8Array)).map(([name, { shape }]) => [
    name,
    ...shape,
  ]);
  expect(shapes).toEqual([
    ['hidden1.kernel', 784, 100],
    ['hidden1.bias', 100],
    ['hidden2.kernel', 100, 50],
    ['hidden2.bias', 50],
    ['output.kernel', 50, 10],
    ['output.bias', 10],
  ]);
});

test('a loss that is no number ends the training at once', async () => {
  await expect(runTask(task, { ...few, rate: 1e38 }, { engine, files })).rejects.toThrow(
    trainingDiverged(1).slice(0, 20),
  );
});
