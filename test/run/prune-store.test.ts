import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openLease } from '../../src/run/leases.ts';
import { pruneStore } from '../../src/run/prune-store.ts';
import { entryFolder } from '../../src/run/store.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

const key = (digit: string): string => digit.repeat(64);
const keep = { keys: new Set([key('1')]), jobs: new Set<string>(), since: Number.POSITIVE_INFINITY };

async function makeEntries(...digits: string[]): Promise<void> {
  for (const digit of digits) {
    await mkdir(entryFolder(cache, key(digit)), { recursive: true });
    await writeFile(join(entryFolder(cache, key(digit)), 'result.json'), '{}');
  }
}

test('an entry that a build under way uses stays until the build has ended', async () => {
  await makeEntries('1', '2', '3');
  const lease = openLease(cache);
  lease.use(key('2'));
  const pruning = await pruneStore(cache, keep);
  expect(pruning.removed.map((entry) => entry.key)).toEqual([key('3')]);
  expect(pruning).toMatchObject({ kept: 2, inUse: 1 });
  lease.close();
  expect((await pruneStore(cache, keep)).removed.map((entry) => entry.key)).toEqual([key('2')]);
  expect(await readdir(join(cache, 'staging'))).toEqual([]);
});

test('the lease of a killed build holds nothing', async () => {
  await makeEntries('2');
  await mkdir(join(cache, 'leases'));
  // No system gives a process this number.
  await writeFile(join(cache, 'leases/99999999-x'), `${key('2')}\n`);
  expect((await pruneStore(cache, keep)).removed).toHaveLength(1);
  expect(await readdir(join(cache, 'leases'))).toEqual([]);
});

test('what was made lately stays where that is asked for', async () => {
  await makeEntries('2');
  expect((await pruneStore(cache, { ...keep, since: Date.now() - 60_000 })).removed).toEqual([]);
});
