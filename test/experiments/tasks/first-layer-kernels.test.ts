import { beforeAll, describe, expect, test } from 'vitest';

import type { TaskResults } from '../../../src/base/results.ts';
import * as dense from '../../../src/experiments/tasks/dense-digits.ts';
import * as task from '../../../src/experiments/tasks/first-layer-kernels.ts';
import { mnistFiles, runTask, type TestSetting } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

/** The first members of an IDX file, as a file of its own. */
function firstOf(file: Uint8Array, count: number): Uint8Array {
  const header = 4 + 4 * file[3]!;
  const size = (file.length - header) / new DataView(file.buffer, file.byteOffset).getUint32(4);
  const cut = file.slice(0, header + count * size);
  new DataView(cut.buffer).setUint32(4, count);
  return cut;
}

const engine = 'tensorflow';
const few = { epochs: 3, batch: 20, images: 200, maps: 4 as const, second: 4, random: 5 };

let files: NonNullable<TestSetting['files']>;

/** Runs a task without its duration, which is the machine's. */
async function runTiny(
  given: Parameters<typeof runTask<typeof task.declaration.parameters>>[1],
  setting: TestSetting = {},
): Promise<TaskResults> {
  const { train_time: seconds, ...results } = await runTask(task, given, { engine, files, ...setting });
  expect(seconds).toBeGreaterThan(0);
  return results;
}

describe.skipIf(reasonWithoutTensorflow() !== null)('first kernels', () => {
  beforeAll(async () => {
    const whole = Object.entries(await mnistFiles());
    files = Object.fromEntries(whole.map(([name, file]) => [name, firstOf(file, 250)]));
  });

  test('the network learns, and its kernels with it', async () => {
    const results = await runTiny(few);
    expect(results).toMatchObject({
      parameters: 25 * 4 + 4 + 9 * 4 * 4 + 4 + 7 * 7 * 4 * 10 + 10,
      first_layer: 104,
      images: 200,
      test: { images: 250 },
      random: { kernels: 20, layers: 5 },
      example: { digit: 7, place: 1 },
    });
    expect(results['learned']).toBe(results['parameters']);
    const losses = (results['history'] as { loss: number }[]).map(({ loss }) => loss);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    for (const { moved } of results['kernels'] as { moved: number }[]) expect(moved).toBeGreaterThan(0);
  });

  test.each(['sobel', 'random'] as const)('kernels fixed to %s ones stay', async (first) => {
    const results = await runTiny({ ...few, epochs: 1, first });
    expect(results).toMatchObject({ moved: 0 });
    expect(Number(results['parameters']) - Number(results['learned'])).toBe(104);
    const { mean } = results['trained'] as { mean: number };
    if (first === 'sobel') expect(mean).toBeCloseTo(1, 6);
    else expect(mean).toBeLessThan(0.5);
  });

  test('one that goes on from a checkpoint ends in the same bits, another seed in others', async () => {
    const whole = await runTiny(few);
    const checkpoint = { bytes: null };
    await runTiny({ ...few, epochs: 1 }, { checkpoint });
    const done: number[] = [];
    const resumed = await runTiny(few, { checkpoint, onProgress: (progress) => done.push(progress.done) });
    expect(done[0]).toBe(11);
    expect(resumed).toEqual(whole);
    expect(await runTiny(few, { seed: 2 })).not.toEqual(whole);
  });

  test('shuffled pixels change what a dense network reads, but not how much it has to learn', async () => {
    const given = { epochs: 2, batch: 20, images: 200, units: 8 };
    const [one, other] = await Promise.all(
      (['in place', 'shuffled'] as const).map((pixels) =>
        runTask(dense, { ...given, pixels }, { engine, files }),
      ),
    );
    expect(one!['parameters']).toBe(784 * 8 + 8 + 8 * 10 + 10);
    expect(other!['parameters']).toBe(one!['parameters']);
    expect(other!['history']).not.toEqual(one!['history']);
  });
});

test.each([
  ['maps whose directions no square root gives', { maps: 12 }],
  ['a kernel with no middle', { kernel: 4 }],
  ['more images than there are', { images: 60_001 }],
  ['another first layer', { first: 'gabor' }],
])('%s do not fit the schema', (_, given) => {
  expect(task.declaration.parameters.safeParse(given).success).toBe(false);
  expect(task.declaration.parameters.safeParse({}).success).toBe(true);
});
