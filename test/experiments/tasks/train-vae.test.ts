import { beforeAll, describe, expect, test } from 'vitest';

import { trainingBlewUp } from '../../../src/base/messages/experiments.ts';
import { createRandom } from '../../../src/base/random.ts';
import type { Pixels, Row, TaskResults } from '../../../src/base/results.ts';
import * as gradients from '../../../src/experiments/tasks/compare-gradients.ts';
import * as task from '../../../src/experiments/tasks/train-vae.ts';
import { runTask, type TestSetting } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

const without = reasonWithoutTensorflow() !== null;
const few = { hidden: 16, epochs: 3, batch: 20, rate: 0.01, importance: { images: 20, codes: 5 }, across: 3 };

/** An IDX file of bytes. */
function idx(shape: readonly number[], content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + content.length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((side, index) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * index, side);
  });
  bytes.set(content, 4 + 4 * shape.length);
  return bytes;
}

/** Images of bars: the digit says which rows are inked. */
function bars(count: number, seed: number): { images: Uint8Array; labels: Uint8Array } {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: count }, (_, index) => (index < 10 ? index : random.below(10)));
  const images = new Uint8Array(count * 784);
  images.forEach((_, index) => {
    const row = Math.floor((index % 784) / 28);
    if (Math.abs(row - 2 * (labels[Math.floor(index / 784)] ?? 0) - 4) < 2) images[index] = 200;
  });
  return { images: idx([count, 28, 28], images), labels: idx([count], labels) };
}

let files: NonNullable<TestSetting['files']>;
beforeAll(() => {
  const [train, test] = [bars(300, 1), bars(40, 2)];
  files = {
    'mnist/train-images': train.images,
    'mnist/train-labels': train.labels,
    'mnist/test-images': test.images,
    'mnist/test-labels': test.labels,
  };
});

const setting = (): TestSetting => ({ engine: 'tensorflow', files, seed: 3 });

describe.skipIf(without).each(['gaussian', 'laplace'] as const)('with a %s code', (latent) => {
  let results: TaskResults;
  beforeAll(async () => {
    results = await runTask(task, { ...few, latent }, setting());
  });

  test('the bound rises on both sets of images, and is the difference of its terms', () => {
    const history = results['history'] as readonly Row[];
    expect(history).toHaveLength(6);
    for (const images of ['training', 'test']) {
      const elbos = history.filter((row) => row['images'] === images).map((row) => Number(row['elbo']));
      expect(elbos.at(-1)).toBeGreaterThan(elbos[0]! + 5);
    }
    for (const { elbo, reconstruction, divergence } of history)
      expect(elbo).toBe(Number(reconstruction) - Number(divergence));
  });

  test('the pictures have a tile for each digit above and below, and one for each point of the plane', () => {
    const [pairs, plane] = [results['reconstructions'] as Pixels, results['plane'] as Pixels];
    expect([pairs.width, pairs.height]).toEqual([10 * 32 + 4, 2 * 32 + 4]);
    expect([plane.width, plane.height]).toEqual([84, 84]);
    // The first bar, black where it is, in its place of the first tile.
    expect(pairs.data[(4 + 4) * pairs.width + 4]).toBe(0);
    expect(pairs.data[(4 + 20) * pairs.width + 4]).toBe(255);
  });

  test('training that was killed after an epoch ends in the same bits', async () => {
    const checkpoint = { bytes: null };
    const stop = (): never => {
      throw new Error('killed');
    };
    const onProgress: TestSetting['onProgress'] = ({ done }) => (done > 20 ? stop() : undefined);
    const broken = runTask(task, { ...few, latent }, { ...setting(), checkpoint, onProgress });
    await expect(broken).rejects.toThrow('killed');
    expect(checkpoint.bytes).not.toBeNull();
    const resumed = await runTask(task, { ...few, latent }, { ...setting(), checkpoint });
    expect(resumed['weights']).toEqual(results['weights']);
    expect(resumed['history']).toEqual(results['history']);
  });

  test('its estimators of the gradient agree, the reparameterised one with the finite difference most closely', async () => {
    const inputs = { weights: results['weights'] as Uint8Array };
    const given = { latent, hidden: 16, samples: 2000, image: 3 };
    const found = await runTask(gradients, given, { ...setting(), inputs });
    expect(found['digit']).toBe(3);
    expect(found['off']).toBeLessThan(2e-3);
    expect(found['errors_off']).toBeLessThan(4);
    for (const row of found['gradients'] as readonly Row[]) {
      const [path, score, error] = ['reparameterised', 'baselined', 'baselined_error'].map((name) =>
        Number(row[name]),
      );
      expect(Math.abs(path! - score!)).toBeLessThan(5 * error!);
    }
  });
});

test.skipIf(without)('a loss that is no number ends the training at its batch', async () => {
  const wild = runTask(task, { ...few, latent: 'gaussian', rate: 1e38 }, setting());
  await expect(wild).rejects.toThrow(trainingBlewUp(1, { number: 2, of: 15 }));
});
