import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { claimKey, sweepClaims } from '../../src/run/claim.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'claims-'));
  mkdirSync(join(cache, 'claims'));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

const signal = new AbortController().signal;
const tools = () => ({ cache, seconds: 20, signal });

/** A number that no process has. */
const nobody = 2 ** 22 + 1;

test('a claimed key is waited for until it is released', async () => {
  const release = await claimKey('a', tools());
  let second: (() => void) | null = null;
  const waiting = claimKey('a', tools()).then((its) => (second = its));
  await claimKey('b', tools());
  expect(second).toBeNull();
  release();
  (await waiting)();
  expect(existsSync(join(cache, 'claims/a'))).toBe(false);
});

test('the claim of a build that was killed counts for nothing', async () => {
  for (const key of ['a', 'b']) writeFileSync(join(cache, 'claims', key), String(nobody));
  (await claimKey('a', tools()))();
  sweepClaims(cache);
  expect(existsSync(join(cache, 'claims/b'))).toBe(false);
});

test('so does one of a build that had, before it was killed, the number of a process of today', async () => {
  // In a container every build may have the same number.
  for (const pid of [process.pid, process.ppid]) {
    writeFileSync(join(cache, 'claims/a'), `${pid}-1`);
    const asked = performance.now();
    (await claimKey('a', tools()))();
    expect(performance.now() - asked).toBeLessThan(5000);
  }
});

test('waiting ends: with the longest that a job may take, and with the build', async () => {
  await claimKey('a', tools());
  await claimKey('a', { ...tools(), seconds: 0.1 });
  const controller = new AbortController();
  const waiting = claimKey('a', { ...tools(), signal: controller.signal });
  controller.abort();
  await waiting;
  expect(existsSync(join(cache, 'claims/a'))).toBe(true);
});

test('where no claim can be written or taken away, the job runs without', async () => {
  mkdirSync(join(cache, 'claims/a'));
  await claimKey('a', tools());
  rmSync(join(cache, 'claims'), { recursive: true });
  writeFileSync(join(cache, 'claims'), '');
  await claimKey('a', tools());
});
