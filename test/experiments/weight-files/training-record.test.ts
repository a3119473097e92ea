import { expect, test } from 'vitest';

import { recordMissing } from '../../../src/base/messages/experiments.ts';
import {
  readMetadata,
  readSafetensors,
  writeSafetensors,
} from '../../../src/experiments/weight-files/safetensors.ts';
import {
  readTrainingRecord,
  writeTrainingRecord,
  type TrainingRecord,
} from '../../../src/experiments/weight-files/training-record.ts';

const record: TrainingRecord = {
  task: 'train-digits',
  seed: '2017',
  images: 60_000,
  trainedOn: { start: 0, end: 55_000 },
  heldBack: { start: 55_000, end: 60_000 },
  epochs: 20,
  batch: 100,
  rate: 5e-7,
  decay: 0,
};
const tensors = { a: { shape: [1], values: Float32Array.of(1) } };

test('a weight file carries the record of its training beside the tensors', () => {
  const bytes = writeSafetensors(tensors, writeTrainingRecord(record));
  expect(readTrainingRecord(readMetadata(bytes))).toEqual(record);
  expect(readSafetensors(bytes)).toEqual(tensors);
});

test('a file without a record is refused', () => {
  expect(() => readTrainingRecord(readMetadata(writeSafetensors(tensors)))).toThrow(recordMissing('task'));
});

test.each([
  [{ heldBack: { start: 54_999, end: 60_000 } }, '54999..60000 was trained on in part'],
  [{ heldBack: { start: 60_000, end: 60_000 } }, 'is no range of images'],
  [{ images: 59_999 }, '59999 is less than the 60000 of its parts'],
  [{ rate: Number.NaN }, '"NaN" is no number'],
])('a record that cannot be true is refused: %j', (change, reason) => {
  const metadata = writeTrainingRecord({ ...record, ...change });
  expect(() => readTrainingRecord(metadata)).toThrow(reason);
});

test('metadata that are no texts are refused', () => {
  const header = new TextEncoder().encode('{"__metadata__":{"epochs":20}}');
  const bytes = Uint8Array.from([header.length, 0, 0, 0, 0, 0, 0, 0, ...header]);
  expect(() => readMetadata(bytes)).toThrow('no texts under names');
});
