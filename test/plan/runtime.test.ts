import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { count, group, image } from '../../src/base/kinds.ts';
import { readRuntime, runtimeParts, type Runtime } from '../../src/plan/runtime.ts';
import { generatorRoot, writeDigests } from '../support/program.ts';

/** A generator whose code a test may change. */
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'generator-')));
  await cp(join(generatorRoot, 'src/base'), join(root, 'src/base'), { recursive: true });
  await cp(join(generatorRoot, 'src/run'), join(root, 'src/run'), { recursive: true });
  await symlink(join(generatorRoot, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function digests(): Promise<Runtime> {
  await writeDigests(root, root);
  return readRuntime(root);
}

/** The parts whose digest is another after a change of a source. */
async function changedBy(file: string, change: (code: string) => string): Promise<string[]> {
  const before = await digests();
  const path = join(root, file);
  const code = await readFile(path, 'utf8');
  const changed = change(code);
  expect(changed).not.toBe(code);
  await writeFile(path, changed);
  const after = await digests();
  await writeFile(path, code);
  return (['random', 'tensors', 'png', 'results'] as const).filter((part) => before[part] !== after[part]);
}

test.each([
  ['src/base/random.ts', '4294967296', '4294967297', ['random']],
  ['src/run/load-tensors.ts', "'WASM_HAS_MULTITHREAD_SUPPORT', false", "'OTHER', false", ['tensors']],
  ['src/run/encode-png.ts', 'depth: 8', 'depth: 16', ['png']],
  ['src/run/encode-results.ts', '.bin', '.dat', ['results']],
  ['src/run/worker.ts', 'const mostFaults = 5', 'const mostFaults = 6', []],
])('%s: what changes a number changes its part, and no other', async (file, from, to, parts) => {
  expect(await changedBy(file, (code) => code.replace(from, to))).toEqual(parts);
});

test('a remark, or a function that no job calls, changes nothing', async () => {
  const remark = await changedBy('src/base/random.ts', (code) => `// A remark.\n${code}`);
  const unused = await changedBy('src/base/random.ts', (code) =>
    code.replace('slice(0, 8), 16', 'slice(0, 7), 16'),
  );
  expect([remark, unused]).toEqual([[], []]);
});

const runtime = { random: 'r', tensors: 't', png: 'p', results: 's' };

test.each([
  [{ random: false, results: { n: count() } }, 'javascript', ['results']],
  [{ random: true, results: { n: count() } }, 'javascript', ['random', 'results']],
  [{ random: false, results: { n: count() } }, 'cpu', ['results', 'tensors']],
  [{ random: false, results: { all: group({ shown: image() }) } }, 'javascript', ['png', 'results']],
] as const)('a job carries the parts that concern it', (declaration, name, parts) => {
  expect(Object.keys(runtimeParts(runtime, declaration, { name })).sort()).toEqual(parts);
});

test('a program without its digests is refused', async () => {
  await expect(readRuntime(root)).rejects.toThrow('runtime.json');
});
