import { recordMissing, recordUnusable } from '../../base/messages/experiments.ts';
import type { Metadata } from './safetensors.ts';

/** Places of images in the training set, from 0; `end` is the first that no longer belongs. */
export interface ImageRange {
  start: number;
  end: number;
}

/** How the weights of a file were trained; it travels in the file, so that no later run has to guess it. */
export interface TrainingRecord {
  task: string;
  seed: string;
  /** Training images of the data set. */
  images: number;
  trainedOn: ImageRange;
  /** Seen by no gradient: settings may have been chosen by them. */
  heldBack: ImageRange;
  epochs: number;
  batch: number;
  rate: number;
  decay: number;
}

/** A record as the metadata of a weight file. */
export function writeTrainingRecord({ trainedOn, heldBack, ...record }: TrainingRecord): Metadata {
  const texts = Object.entries(record).map(([name, value]) => [name, String(value)] as const);
  const ranges = { trained_on: rangeText(trainedOn), held_back: rangeText(heldBack) };
  return { ...Object.fromEntries(texts), ...ranges };
}

/** Reads a record from a weight file's metadata. Throws where something is missing, or the parts overlap or do not exist. */
export function readTrainingRecord(metadata: Metadata): TrainingRecord {
  const record: TrainingRecord = {
    task: textOf(metadata, 'task'),
    seed: textOf(metadata, 'seed'),
    images: numberOf(metadata, 'images'),
    trainedOn: rangeOf(metadata, 'trained_on'),
    heldBack: rangeOf(metadata, 'held_back'),
    epochs: numberOf(metadata, 'epochs'),
    batch: numberOf(metadata, 'batch'),
    rate: numberOf(metadata, 'rate'),
    decay: numberOf(metadata, 'decay'),
  };
  const { trainedOn, heldBack } = record;
  if (trainedOn.start < heldBack.end && heldBack.start < trainedOn.end) {
    throw new Error(recordUnusable('held_back', `${rangeText(heldBack)} was trained on in part`));
  }
  const last = Math.max(trainedOn.end, heldBack.end);
  if (last > record.images) {
    throw new Error(recordUnusable('images', `${record.images} is less than the ${last} of its parts`));
  }
  return record;
}

function rangeText({ start, end }: ImageRange): string {
  return `${start}..${end}`;
}

function textOf(metadata: Metadata, name: string): string {
  const text = metadata[name];
  if (text === undefined) throw new Error(recordMissing(name));
  return text;
}

function numberOf(metadata: Metadata, name: string): number {
  const text = textOf(metadata, name);
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new Error(recordUnusable(name, `"${text}" is no number`));
  }
  return value;
}

function rangeOf(metadata: Metadata, name: string): ImageRange {
  const text = textOf(metadata, name);
  const [start = 0, end = 0] = (/^(\d+)\.\.(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (start >= end) throw new Error(recordUnusable(name, `"${text}" is no range of images`));
  return { start, end };
}
