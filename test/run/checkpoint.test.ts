import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readCheckpoint, writeCheckpoint } from '../../src/run/checkpoint.ts';
import { ownMark } from '../../src/run/is-alive.ts';
import { pruneCheckpoints, removeCheckpoint, sweepCheckpoints } from '../../src/run/prune-checkpoints.ts';
import { entryFolder } from '../../src/run/store.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

const key = '1'.repeat(64);
const effort = { seconds: 2.5, memory: 80 };
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const owner = () => ({ cache, key, job: 'mlp.wide' });
const path = () => join(cache, 'checkpoints', key);
const names = () => readdir(join(cache, 'checkpoints'));

test('the last checkpoint of a key is read as it was written, on a border for numbers of every width', async () => {
  expect(await readCheckpoint(owner())).toBeNull();
  await writeCheckpoint(owner(), { bytes: new Uint8Array(3), effort });
  await writeCheckpoint(owner(), { bytes, effort });
  const read = await readCheckpoint(owner());
  expect(read).toEqual({ bytes, effort });
  expect(read?.bytes.byteOffset).toBe(0);
  expect(await names()).toEqual([key]);
  await removeCheckpoint(cache, key);
  expect(await readCheckpoint(owner())).toBeNull();
});

test.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, -1)],
  ['grown', (whole: Buffer) => Buffer.concat([whole, Buffer.from('x')])],
  ['with a bit turned', (whole: Buffer) => whole.with(-10, (whole.at(-10) ?? 0) ^ 1)],
  [
    'of another effort',
    (whole: Buffer) => Buffer.from(whole.toString('latin1').replace('2.5', '3.5'), 'latin1'),
  ],
  [
    'of another key',
    (whole: Buffer) => Buffer.from(whole.toString('latin1').replace(key, '2'.repeat(64)), 'latin1'),
  ],
  ['without a head', () => Buffer.from('{"sha256":')],
  ['empty', () => Buffer.alloc(0)],
])('a checkpoint %s is none', async (_how, damage) => {
  await writeCheckpoint(owner(), { bytes, effort });
  await writeFile(path(), damage(await readFile(path())));
  expect(await readCheckpoint(owner())).toBeNull();
});

test('swept are halves of killed workers, and checkpoints of results that are stored', async () => {
  await writeCheckpoint(owner(), { bytes, effort });
  const living = `${ownMark()}-${key}.partial`;
  for (const name of [living, `99999999-1-${key}.partial`]) {
    await writeFile(join(cache, 'checkpoints', name), 'half');
  }
  await sweepCheckpoints(cache);
  expect(await names()).toEqual([key, living].sort());
  await mkdir(entryFolder(cache, key), { recursive: true });
  await writeFile(join(entryFolder(cache, key), 'entry.json'), '{}');
  await sweepCheckpoints(cache);
  expect(await names()).toEqual([living]);
});

test('what is not needed is pruned, by key, job or age', async () => {
  const other = '2'.repeat(64);
  await writeCheckpoint(owner(), { bytes, effort });
  await writeCheckpoint({ ...owner(), key: other, job: 'mlp.deep' }, { bytes, effort });
  const made: number[] = [];
  const removed = await pruneCheckpoints(cache, (each) => {
    made.push(each.made);
    return each.job === 'mlp.wide';
  });
  expect(removed).toMatchObject([{ key: other, job: 'mlp.deep' }]);
  expect(Math.min(...made)).toBeGreaterThan(Date.now() - 60_000);
  expect(await names()).toEqual([key]);
});
