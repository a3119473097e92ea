import { expect, test } from 'vitest';

import { blocksPooledAway } from '../../../src/base/messages/experiments.ts';
import * as task from '../../../src/experiments/tasks/split-network.ts';
import { runTask } from '../../support/task-context.ts';

const vgg16 = {
  ...{ side: 224, channels: 3, kernel: 3, pool: 2, dense: [4096, 4096, 1000] },
  blocks: [
    [64, 64],
    [128, 128],
    [256, 256, 256],
    [512, 512, 512],
    [512, 512, 512],
  ],
};

test('VGG-16 has the parameters and multiply-adds that are known of it', async () => {
  const { layers, ...results } = await runTask(task, vgg16);
  expect(results).toMatchObject({
    parameters: 138_357_544,
    convolutions: { layers: 13, parameters: 14_714_688, flops: 2 * 15_346_630_656 },
    dense: { layers: 3, parameters: 123_642_856, flops: 2 * 123_633_664 },
  });
  expect(layers).toContainEqual({
    ...{ layer: 'dense 1', kind: 'dense', output: '4096', activations: 4096 },
    ...{ parameters: (7 * 7 * 512 + 1) * 4096, flops: 2 * 7 * 7 * 512 * 4096, unshared: 7 * 7 * 512 * 4096 },
    bytes: 4 * ((7 * 7 * 512 + 1) * 4096 + 7 * 7 * 512 + 4096),
  });
});

test('a small network, layer by layer', async () => {
  const given = { side: 5, channels: 1, kernel: 3, pool: 2, blocks: [[2], [3, 1]], dense: [4] };
  expect(await runTask(task, given)).toEqual({
    layers: [
      {
        ...{ layer: 'conv 1.1', kind: 'convolution', output: '5 × 5 × 2', activations: 50 },
        ...{ parameters: 9 * 2 + 2, flops: 2 * 25 * 9 * 2, unshared: 25 * 50 },
        bytes: 4 * (20 + 25 + 50),
      },
      {
        ...{ layer: 'conv 2.1', kind: 'convolution', output: '2 × 2 × 3', activations: 12 },
        ...{ parameters: 9 * 2 * 3 + 3, flops: 2 * 4 * 9 * 2 * 3, unshared: 8 * 12 },
        bytes: 4 * (57 + 8 + 12),
      },
      {
        ...{ layer: 'conv 2.2', kind: 'convolution', output: '2 × 2 × 1', activations: 4 },
        ...{ parameters: 9 * 3 + 1, flops: 2 * 4 * 9 * 3, unshared: 12 * 4 },
        bytes: 4 * (28 + 12 + 4),
      },
      {
        ...{ layer: 'dense 1', kind: 'dense', output: '4', activations: 4 },
        ...{ parameters: 4 + 4, flops: 2 * 4, unshared: 4 },
        bytes: 4 * (8 + 1 + 4),
      },
    ],
    convolutions: { layers: 3, parameters: 105, flops: 1548, bytes: 4 * 216, intensity: 1548 / (4 * 216) },
    dense: { layers: 1, parameters: 8, flops: 8, bytes: 52, intensity: 8 / 52 },
    parameters: 113,
    flops: 1556,
    activations: 70,
  });
});

test('an image that is pooled away is refused', async () => {
  const given = { ...vgg16, side: 16 };
  await expect(async () => runTask(task, given)).rejects.toThrow(blocksPooledAway(16, 5));
});
