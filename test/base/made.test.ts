import { mkdtempSync, readdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { createMade } from '../../src/base/made.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'made-'));

test('what was made is not made again, across processes', async () => {
  const path = folder();
  let calls = 0;
  const produce = (): string => `figure ${(calls += 1)}`;
  expect(await createMade(path, 'program').text('figure', { spec: 1 }, produce)).toBe('figure 1');
  expect(await createMade(path, 'program').text('figure', { spec: 1 }, produce)).toBe('figure 1');
  expect(await createMade(path, 'program').text('figure', { spec: 2 }, produce)).toBe('figure 2');
});

test('a file that was cut off is made anew', async () => {
  const path = folder();
  await createMade(path, 'program').text('figure', {}, () => 'whole');
  truncateSync(join(path, 'figure', readdirSync(join(path, 'figure'))[0]!), 66);
  expect(await createMade(path, 'program').text('figure', {}, () => 'anew')).toBe('anew');
});

test('a folder that cannot be written costs the cache, not the result', async () => {
  expect(await createMade('/dev/null/none', 'program').text('figure', {}, () => 'made')).toBe('made');
});

test('a failure is not kept', async () => {
  const made = createMade(folder(), 'program');
  await expect(made.text('figure', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await made.text('figure', {}, () => 'yes')).toBe('yes');
});

test('another program makes things anew', async () => {
  const path = folder();
  await createMade(path, 'old').text('figure', {}, () => 'old');
  expect(await createMade(path, 'new').text('figure', {}, () => 'new')).toBe('new');
});
