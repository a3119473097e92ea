import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { isWhole } from '../../src/run/large-files.ts';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'large-'));
});
afterAll(() => rm(cache, { recursive: true }));

const notes = (): Promise<string[]> => readdir(join(cache, 'whole')).catch(() => []);

describe.each([
  ['small', 1000],
  ['large', 5_000_000],
])('a %s file of the store', (name, bytes) => {
  const content = Buffer.alloc(bytes, 'abc');
  const sha256 = digestBytes(content);

  test('is whole while it is what was written', async () => {
    const path = join(cache, name);
    await writeFile(path, content);
    for (let time = 0; time < 3; time += 1) expect(isWhole(cache, path, sha256)).toBe(true);
    expect(isWhole(cache, path, digestBytes('another'))).toBe(false);
    await writeFile(path, Buffer.from(content).fill('x', bytes - 1));
    expect(isWhole(cache, path, sha256)).toBe(false);
    await writeFile(path, content.subarray(1));
    expect(isWhole(cache, path, sha256)).toBe(false);
    await writeFile(path, content);
    expect(isWhole(cache, path, sha256)).toBe(true);
    await rm(path);
    expect(isWhole(cache, path, sha256)).toBe(false);
  });
});

test('only large ones leave a note, one each, and a damaged note is no reason to believe', async () => {
  const path = join(cache, 'noted');
  const content = Buffer.alloc(2_000_000, 'abc');
  await writeFile(path, content);
  expect(isWhole(cache, path, digestBytes(content))).toBe(true);
  const all = await notes();
  expect(all).toHaveLength(2);
  for (const note of all) await writeFile(join(cache, 'whole', note), 'half of a no');
  expect(isWhole(cache, path, digestBytes(content))).toBe(true);
  expect(isWhole(cache, path, digestBytes('another'))).toBe(false);
  expect(await notes()).toHaveLength(2);
});
