import { readFile } from 'node:fs/promises';

import { beforeAll, expect, test } from 'vitest';

import { recordMissing, recordOfOtherData } from '../../../src/base/messages/experiments.ts';
import type { Pixels, Row, TaskResults } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/digits-by-hand.ts';
import {
  readMetadata,
  readSafetensors,
  writeSafetensors,
} from '../../../src/experiments/weight-files/safetensors.ts';
import {
  readTrainingRecord,
  writeTrainingRecord,
} from '../../../src/experiments/weight-files/training-record.ts';
import { mnistFiles, runTask } from '../../support/task-context.ts';

type Part = { images: number; correct: number; accuracy: number };

let results: TaskResults;
let files: { [name: string]: Uint8Array };
beforeAll(async () => {
  files = { ...(await mnistFiles()), digits: await readFile('weights/digits.safetensors') };
  // WebAssembly is at hand wherever the tests run; its layers take another kernel than matMul, so the two do differ.
  results = await runTask(task, {}, { engine: 'wasm', files });
}, 60_000);

test('the stored weights are at least as good as the published ones', () => {
  const [train, trained, held, tested] = ['train', 'trained', 'held', 'test'].map(
    (name) => results[name] as Part,
  );
  expect(train).toMatchObject({ images: 60_000 });
  expect(tested).toMatchObject({ images: 10_000 });
  expect(train!.accuracy).toBeGreaterThanOrEqual(0.973);
  expect(tested!.accuracy).toBeGreaterThanOrEqual(0.965);
  expect(trained!.correct + held!.correct).toBe(train!.correct);
});

test('which images were trained on is read from the weights, not asked of the author', () => {
  expect(results['weights']).toEqual({
    trained_on: { images: 55_000, first: 1, last: 55_000 },
    held_back: { images: 5000, first: 55_001, last: 60_000 },
    epochs: 20,
    batch: 100,
    rate: 0.005,
    decay: 0.0001,
    seed: '2017',
  });
  expect(results['trained']).toMatchObject({ images: 55_000 });
  expect(results['held']).toMatchObject({ images: 5000 });
});

test('weights that do not say what they were trained on, or were trained on other data, are refused', async () => {
  const own = readSafetensors(files['digits']!);
  const other = writeTrainingRecord({
    ...readTrainingRecord(readMetadata(files['digits']!)),
    images: 60_001,
  });
  const run = (digits: Uint8Array): Promise<TaskResults> =>
    runTask(task, {}, { engine: 'wasm', files: { ...files, digits } });
  await expect(run(writeSafetensors(own))).rejects.toThrow(recordMissing('task'));
  await expect(run(writeSafetensors(own, other))).rejects.toThrow(recordOfOtherData(60_001, 60_000));
});

test('confidence is weighed over the readings, right and wrong', () => {
  const {
    right,
    wrong,
    sure,
    sure_mistakes: ofMistakes,
    sure_errors: errors,
  } = results['confidence'] as {
    [name: string]: number;
  };
  const { images, correct } = results['test'] as Part;
  expect(right).toBeGreaterThan(wrong!);
  expect(errors! * sure! * images).toBeCloseTo(ofMistakes! * (images - correct), 6);
});

test('the logits by hand are those of the layer model on all 70,000 images', () => {
  const equality = results['equality'] as { images: number; row: number; readings: number };
  expect(equality).toMatchObject({ images: 70_000, logits: 700_000, readings: 0, beyond: 0 });
  expect(equality.row).toBeLessThan(1e-6);
});

test('confusion, cells, pairs and scores tell of the same readings', () => {
  const { correct } = results['test'] as Part;
  const confusion = results['confusion'] as number[][];
  const diagonal = confusion.reduce((sum, row, digit) => sum + row[digit]!, 0);
  expect(diagonal).toBe(correct);
  expect((results['digits'] as Row[]).reduce((sum, row) => sum + Number(row['correct']), 0)).toBe(correct);
  const [first] = results['pairs'] as { truth: number; predicted: number; images: number }[];
  expect(confusion[first!.truth]![first!.predicted]).toBe(first!.images);
  expect(first!.truth).not.toBe(first!.predicted);
});

test('the mistakes are drawn in falling order of confidence', () => {
  const mistakes = results['mistakes'] as { truth: number; predicted: number; confidence: number }[];
  expect(mistakes).toHaveLength(24);
  expect(mistakes.every(({ truth, predicted }) => truth !== predicted)).toBe(true);
  const confidences = mistakes.map(({ confidence }) => confidence);
  expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  const picture = results['mistakes_picture'] as Pixels;
  expect(picture.data).toHaveLength(picture.width * picture.height);
});
