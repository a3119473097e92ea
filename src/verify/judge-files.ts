import { decode } from 'fast-png';

import type { Tolerance } from '../base/kinds.ts';
import * as messages from '../base/messages/tolerance.ts';
import type { StoredFile } from '../base/results.ts';
import { different, exact, tolerable, type Judgement } from './judgement.ts';
import { readTensors, tensorsMediaType, type ReadTensor } from './read-tensors.ts';

/** A picture or file of a result, with its bytes; null where only its digest is known. */
export interface FileContent {
  stored: StoredFile;
  bytes: Uint8Array | null;
}

/**
 * Judges pictures: the same pixels, else a declared tolerance, in levels of a channel (of 255): no pixel may be off by
 * more.
 */
export function judgePictures(locked: FileContent, now: FileContent, declared: Tolerance | null): Judgement {
  if (locked.stored.sha256 === now.stored.sha256) return exact;
  const [before, after] = [readPixels(locked.bytes), readPixels(now.bytes)];
  if (!before || !after) return different(messages.pictureUnread());
  if (before.size !== after.size) return different(messages.otherPictureSize(before.size, after.size));
  const { differing, greatest } = comparePixels(before, after);
  if (differing === 0) return exact;
  const share = `${Number(((100 * differing) / before.pixels).toPrecision(2))} %`;
  const words = messages.otherPicture(share, greatest, before.levels);
  return judgeGap(words, greatest, declared);
}

/** Judges files: by digest, and weights (safetensors) with a declared tolerance value by value. */
export function judgeFiles(locked: FileContent, now: FileContent, declared: Tolerance | null): Judgement {
  if (locked.stored.sha256 === now.stored.sha256) return exact;
  const words = messages.otherFile(locked.stored.sha256, now.stored.sha256);
  if (!locked.bytes || !now.bytes) return different(`${words}; ${messages.onlyDigest()}`);
  if (locked.stored.mediaType !== tensorsMediaType) {
    const [before, after] = [locked.stored.bytes, now.stored.bytes];
    return different(before === after ? words : `${words}; ${messages.otherLength(before, after)}`);
  }
  const compared = compareTensors(readTensors(locked.bytes), readTensors(now.bytes));
  if (typeof compared === 'string') return different(`${words}; ${compared}`);
  if (compared.gap === 0) return judgeGap(`${words}; ${messages.otherBytes()}`, 0, declared);
  return judgeGap(`${words}; ${messages.tensorsOff(compared.gap, compared.name)}`, compared.gap, declared);
}

/** By how many levels the channels of two pictures are off at most; null where they cannot be compared. */
export function pictureGap(a: FileContent, b: FileContent): number | null {
  const [before, after] = [readPixels(a.bytes), readPixels(b.bytes)];
  return before && before.size === after?.size ? comparePixels(before, after).greatest : null;
}

/** By how much the values of two files of weights are off at most; null where they cannot be compared. */
export function weightsGap(a: FileContent, b: FileContent): number | null {
  if (a.stored.mediaType !== tensorsMediaType || !a.bytes || !b.bytes) return null;
  const compared = compareTensors(readTensors(a.bytes), readTensors(b.bytes));
  return typeof compared === 'string' || !Number.isFinite(compared.gap) ? null : compared.gap;
}

function judgeGap(words: string, gap: number, declared: Tolerance | null): Judgement {
  if (declared === null) return different(`${words}; ${messages.noTolerance()}`, gap);
  if (gap <= declared.within) return tolerable(`${words}; ${messages.withinDeclared(declared)}`, gap, true);
  return different(`${words}; ${messages.beyondDeclared(declared)}`, gap);
}

interface ReadPixels {
  size: string;
  pixels: number;
  channels: number;
  /** The highest level of a channel. */
  levels: number;
  data: ArrayLike<number>;
}

function readPixels(bytes: Uint8Array | null): ReadPixels | null {
  if (!bytes) return null;
  try {
    const { width, height, channels, depth, data } = decode(bytes);
    const size = `${width} × ${height} × ${channels}`;
    return { size, pixels: width * height, channels, levels: 2 ** depth - 1, data };
  } catch {
    return null;
  }
}

function comparePixels(a: ReadPixels, b: ReadPixels): { differing: number; greatest: number } {
  let [differing, greatest] = [0, 0];
  for (let pixel = 0; pixel < a.pixels; pixel += 1) {
    let gap = 0;
    for (let at = pixel * a.channels; at < (pixel + 1) * a.channels; at += 1) {
      gap = Math.max(gap, Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0)));
    }
    if (gap > 0) differing += 1;
    greatest = Math.max(greatest, gap);
  }
  return { differing, greatest };
}

type Tensors = ReadonlyMap<string, ReadTensor> | null;

/** The largest gap between values, and in which tensor; a text says what keeps them from being compared. */
function compareTensors(locked: Tensors, now: Tensors): { gap: number; name: string } | string {
  if (!locked || !now) return messages.onlyDigest();
  let worst = { gap: 0, name: '' };
  for (const name of new Set([...locked.keys(), ...now.keys()])) {
    const [before, after] = [locked.get(name), now.get(name)];
    if (!before || before.dtype !== after?.dtype || before.shape !== after.shape)
      return messages.otherTensors(name);
    const gap = greatestGap(before.values, after.values);
    if (gap > worst.gap) worst = { gap, name };
  }
  return worst;
}

/** Infinity where one is no number and the other is. */
function greatestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let greatest = a.length === b.length ? 0 : Infinity;
  for (let at = 0; at < a.length; at += 1) {
    const [before = 0, after = 0] = [a[at], b[at]];
    if (Object.is(before, after)) continue;
    const gap = Math.abs(after - before);
    greatest = Math.max(greatest, Number.isNaN(gap) ? Infinity : gap);
  }
  return greatest;
}
