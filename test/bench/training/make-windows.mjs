import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../folders.mjs';

const counts = { training: 9466, validation: 3478 };
const [length, step, channels, classes] = [100, 50, 52, 12];

/**
 * A window file of the report's shape (experiments/datasets/window-file.ts) with numbers from a seeded stream: how long
 * training takes does not depend on what the numbers are. Gives its path; made once.
 */
export function makeWindows() {
  const path = join(root, '.cache', 'bench', 'windows-1.safetensors');
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const arrays = drawArrays();
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  const header = encodeHeader(arrays);
  for (const chunk of [header, ...arrays.map(({ values }) => new Uint8Array(values.buffer))])
    writeSync(file, chunk);
  closeSync(file);
  renameSync(part, path);
  return path;
}

function drawArrays() {
  const random = createRandom(5);
  const all = counts.training + counts.validation;
  const rows = Float32Array.from({ length: (all * step + length) * channels }, () => 4 * random() - 2);
  const arrays = [{ name: 'rows', dtype: 'F32', shape: [rows.length / channels, channels], values: rows }];
  let first = 0;
  for (const [set, count] of Object.entries(counts)) {
    const start = first;
    const starts = Int32Array.from({ length: count }, (_, index) => (start + index) * step);
    const labels = Uint8Array.from({ length: count }, () => Math.floor(classes * random()));
    const subjects = new Uint8Array(count).fill(set === 'training' ? 1 : 5);
    arrays.push(
      { name: `${set}_starts`, dtype: 'I32', shape: [count], values: starts },
      { name: `${set}_labels`, dtype: 'U8', shape: [count], values: labels },
      { name: `${set}_subjects`, dtype: 'U8', shape: [count], values: subjects },
    );
    first += count;
  }
  return arrays;
}

function encodeHeader(arrays) {
  let end = 0;
  const entries = arrays.map(({ name, dtype, shape, values }) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }];
  });
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const header = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ');
  header.writeBigUInt64LE(BigInt(header.length - 8));
  json.copy(header, 8);
  return header;
}

/** Numbers from 0 to 1 by mulberry32. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
