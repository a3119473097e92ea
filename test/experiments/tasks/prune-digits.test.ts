import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, test } from 'vitest';

import type { TaskResults } from '../../../src/base/results.ts';
import * as units from '../../../src/experiments/tasks/digit-units.ts';
import * as task from '../../../src/experiments/tasks/prune-digits.ts';
import { mnistFiles, runTask, type TestSetting } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

const without = reasonWithoutTensorflow() !== null;
const engine = 'tensorflow';
let files: NonNullable<TestSetting['files']>;
beforeAll(async () => {
  if (without) return;
  const weights = await readFile(new URL('../../../weights/digits.safetensors', import.meta.url));
  files = { ...(await mnistFiles()), digits: weights };
});

type Row = { [name: string]: number };
const curveOf = (results: TaskResults): Row[] => results['curve'] as Row[];

/** Results without what differs from run to run: the times. */
function withoutTimes(results: TaskResults): TaskResults {
  return { ...results, curve: curveOf(results).map((row) => ({ ...row, time: 0 })) };
}

describe.skipIf(without)('with TensorFlow', () => {
  test('nothing removed and nothing trained is the network of question 6; a killed job ends in the same', async () => {
    const asked = { how: 'living' as const, kept: [1, 0.6], epochs: 0, sample: 100, passes: 1, repeats: 2 };
    const checkpoint: NonNullable<TestSetting['checkpoint']> = { bytes: null };
    const whole = await runTask(task, asked, { engine, files, checkpoint });
    const [full, less] = curveOf(whole);
    expect(full).toMatchObject({ parameters: 84_060, flops: 167_800, before: 0.9819, after: 0.9819 });
    expect(less).toMatchObject({ hidden1: 60, hidden2: 30, parameters: 49_240, bytes: 196_960 });
    expect(less!['after']!).toBeLessThan(0.95);
    expect(whole['trained']).toBe(20);
    // Two of the four networks are known from the checkpoint.
    const half = JSON.parse(new TextDecoder().decode(checkpoint.bytes!)) as unknown[];
    checkpoint.bytes = new TextEncoder().encode(JSON.stringify(half.slice(0, 2)));
    const resumed = await runTask(task, asked, { engine, files, checkpoint });
    expect(withoutTimes(resumed)).toEqual(withoutTimes(whole));
  });

  test('the removal of a unit that gives nothing does no damage', async () => {
    const results = await runTask(units, { images: 200, removed: [0.2] }, { engine, files });
    const rows = results['units'] as Row[];
    expect(rows).toHaveLength(150);
    const silent = rows.filter(({ layer, mean }) => layer === 2 && mean === 0);
    expect(silent).toHaveLength(results['silent'] as number);
    expect(silent.length).toBeGreaterThan(5);
    for (const unit of silent) expect(unit['damage']).toBe(0);
    expect(Math.max(...rows.map(({ damage }) => damage!))).toBeGreaterThan(0.001);
  });
});
