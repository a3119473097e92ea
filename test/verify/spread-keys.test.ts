import { expect, test } from 'vitest';

import type { Job } from '../../src/base/job.ts';
import { spreadKeys } from '../../src/verify/spread-keys.ts';

const job = (name: string, given: object = {}): Job =>
  ({
    name,
    bundle: { sha256: 'aa', packages: { zod: '4.0.0' } },
    parameters: { epochs: 3 },
    seed: 1,
    files: [{ name: 'mnist/train', sha256: 'aa' }],
    inputs: {},
    engine: { name: 'tensorflow', title: 'TensorFlow', parts: { isa: 'AVX2' } },
    runtime: { results: 'aa', random: 'aa', tensors: 'aa' },
    tolerance: {},
    ...given,
  }) as unknown as Job;

const keyOf = (given: object): string => spreadKeys([job('a', given)]).get('a') ?? '';

test.each([
  ['code', { bundle: { sha256: 'bb', packages: { zod: '4.0.0' } } }],
  ['packages', { bundle: { sha256: 'aa', packages: { zod: '4.0.1' } } }],
  ['parameters', { parameters: { epochs: 4 } }],
  ['seed', { seed: 2 }],
  ['data', { files: [{ name: 'mnist/train', sha256: 'bb' }] }],
  ['random streams', { runtime: { results: 'aa', random: 'bb', tensors: 'aa' } }],
])('other %s have another spread', (_, given) => {
  expect(keyOf(given)).not.toBe(keyOf({}));
});

test.each([
  ['engine', { engine: { name: 'wasm', title: 'WebAssembly', parts: {} } }],
  ['engine, with the code that comes with it', { runtime: { results: 'aa', random: 'aa' } }],
  ['tolerance', { tolerance: { f1: { within: 1, reason: 'a guess' } } }],
])('another %s has the same', (_, given) => {
  expect(keyOf(given)).toBe(keyOf({}));
});

test('what a job takes results from counts, and where in it', () => {
  const after = (upstream: object, path = ['weights']): string =>
    spreadKeys([job('a', upstream), job('b', { inputs: { from: { job: 'a', path } } })]).get('b') ?? '';
  expect(after({})).toBe(after({ engine: { name: 'wasm', title: 'WebAssembly', parts: {} } }));
  expect(new Set([after({}), after({ seed: 2 }), after({}, ['bias'])]).size).toBe(3);
});
