import { expect, test } from 'vitest';
import type { z } from 'zod';

import { widthPooledAway } from '../../../src/base/messages/experiments.ts';
import type { Row } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/count-costs.ts';
import { runTask } from '../../support/task-context.ts';

type Given = z.input<typeof task.declaration.parameters>;

test('a perceptron: 4 numbers, 3 hidden units, 12 classes', async () => {
  const given: Given = { family: 'mlp', units: [3], length: 2, channels: 2, batch: 2 };
  const weights = 4 * 3 + 3 + (3 * 12 + 12);
  const moved = 4 * (weights + 2 * (4 + 3 + 3 + 12));
  const flops = 2 * (4 * 3 + 3 * 12);
  const results = await runTask(task, given);
  expect(results).toMatchObject({
    parameters: weights,
    flops,
    sequence: 2,
    // The second layer reads 3 numbers and writes 12. Kept: the window, both outputs, and the first after dropout.
    memory: { inference: 4 * (3 + 12), training: 4 * (4 + 3 + 3 + 12) },
    batch: { bytes: moved, intensity: (2 * flops) / moved },
    alone: { bytes: 4 * (weights + 4 + 3 + 3 + 12) },
  });
  expect(results['layers']).toEqual([
    {
      ...{ layer: 'dense 3, ReLU', shape: '3', parameters: 15, flops: 24, activations: 3 },
      ...{ bytes: 4 * (15 + 2 * 7), intensity: 48 / (4 * (15 + 2 * 7)) },
    },
    {
      ...{ layer: 'dense 12, softmax', shape: '12', parameters: 48, flops: 72, activations: 12 },
      ...{ bytes: 4 * (48 + 2 * 15), intensity: 144 / (4 * (48 + 2 * 15)) },
    },
  ]);
});

test('without dropout training keeps nothing for it', async () => {
  const given: Given = { family: 'mlp', units: [3], length: 2, channels: 2, dropout: 0 };
  expect(await runTask(task, given)).toMatchObject({ memory: { training: 4 * (4 + 3 + 12) } });
});

test('a convolution is stored before it is pooled', async () => {
  const given: Given = { family: 'cnn', units: [3], length: 4, channels: 1, maps: 2, kernel: 3, batch: 1 };
  const { layers, ...results } = await runTask(task, given);
  // 4 numbers -> 4 × 2, pooled to 2 × 2 -> 2 × 2, pooled to 1 × 2 -> 3 -> 12.
  const reads = [4 + 8, 4 + 4, 2, 3];
  const writes = [8 + 4, 4 + 2, 3, 12];
  const weights = [3 * 2 + 2, 3 * 2 * 2 + 2, 2 * 3 + 3, 3 * 12 + 12];
  expect(results).toMatchObject({
    parameters: sum(weights),
    flops: 2 * (4 * 3 * 2 + 2 * 3 * 2 * 2 + 2 * 3 + 3 * 12),
    sequence: 4,
    memory: { inference: 4 * 15, training: 4 * (4 + 8 + 4 + 4 + 2 + 3 + 3 + 12) },
    batch: { bytes: 4 * (sum(weights) + sum(reads) + sum(writes)) },
  });
  expect((layers as Row[]).map((row) => row['activations'])).toEqual(writes);
});

test('what is held at once is most where a convolution is pooled', async () => {
  const given: Given = { family: 'cnn', units: [3], length: 8, channels: 4, maps: 2, pool: 2 };
  // 8 × 4 × 2 before the first pooling, half of that after it; the convolution itself reads only 8 × 4.
  expect(await runTask(task, given)).toMatchObject({ memory: { inference: 4 * (64 + 32) } });
});

test('an LSTM waits for each of its steps and keeps gates, cell and output of all of them', async () => {
  const given: Given = { family: 'lstm', units: [2], length: 5, channels: 3, batch: 1 };
  const weights = (3 + 2 + 1) * 8 + (2 * 12 + 12);
  expect(await runTask(task, given)).toMatchObject({
    parameters: weights,
    flops: 2 * 5 * (3 + 2) * 8 + 2 * 2 * 12,
    sequence: 5 + 1,
    memory: { inference: 4 * (5 * 3 + 2), training: 4 * (5 * 3 + 5 * 6 * 2 + 2 + 12) },
    batch: { bytes: 4 * (weights + (5 * 3 + 2) + (2 + 12)) },
  });
});

test('of a stack of LSTMs the lower one writes all of its steps', async () => {
  const given: Given = { family: 'cnn_lstm', units: [2, 3], length: 8, channels: 1, maps: 1, kernel: 1 };
  const { layers, sequence } = await runTask(task, given);
  expect((layers as Row[]).map((row) => row['activations'])).toEqual([8 + 4, 4 + 2, 2 * 2, 3, 12]);
  expect(sequence).toBe(1 + 1 + 2 + 2 + 1);
});

test('windows that two poolings leave nothing of are refused', async () => {
  const given: Given = { family: 'cnn', units: [3], length: 8, pool: 3 };
  await expect(async () => runTask(task, given)).rejects.toThrow(widthPooledAway(8, 3));
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
