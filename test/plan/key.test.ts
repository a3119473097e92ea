import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Job, KeyParts } from '../../src/base/job.ts';
import { jobKey, keyParts } from '../../src/plan/key.ts';
import { changedSince, reasonsToRun } from '../../src/plan/reasons.ts';

const digest = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789abcdef')),
  minLength: 64,
  maxLength: 64,
});
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
const digests = fc.dictionary(name, digest, { maxKeys: 3 });
const parts: fc.Arbitrary<KeyParts> = fc.record({
  code: digest,
  parameters: fc.dictionary(
    name,
    fc.oneof(fc.integer(), fc.string(), fc.constant([1, 2]), fc.constant({ a: null })),
  ),
  seed: fc.option(fc.nat()),
  files: digests,
  inputs: digests,
  packages: fc.dictionary(name, fc.constantFrom('1.0.0', '2.0.0')),
  engine: fc.record({ name: fc.constantFrom('cpu', 'wasm') }),
  runtime: digests,
});

/** The same record with its names in the opposite order, all the way down. */
function reversed<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)])) as Value;
}

test('the order of names changes no key', () => {
  fc.assert(
    fc.property(parts, (given) => {
      expect(jobKey(reversed(given))).toBe(jobKey(given));
      expect(changedSince(given, reversed(given))).toEqual([]);
    }),
  );
});

test('two records have one key exactly where nothing changed between them', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(jobKey(one) === jobKey(other)).toBe(changedSince(one, other).length === 0);
    }),
  );
});

test.each([
  ['code', 'code', 'ff'],
  ['parameters', 'parameters', { epochs: 4 }],
  ['seed', 'seed', 2],
  ['data', 'files', { 'mnist/train': 'bb' }],
  ['inputs', 'inputs', { weights: 'bb' }],
  ['packages', 'packages', { zod: '4.0.1' }],
  ['engine', 'engine', { name: 'tensorflow', isa: 'AVX512' }],
  ['runtime', 'runtime', { results: 'aa', random: 'bb' }],
])('a change of the %s changes the key, and is the reason to run', (reason, part, value) => {
  const before: KeyParts = {
    code: 'aa',
    parameters: { epochs: 3 },
    seed: 1,
    files: { 'mnist/train': 'aa' },
    inputs: { weights: 'aa' },
    packages: { zod: '4.0.0' },
    engine: { name: 'tensorflow', isa: 'AVX2' },
    runtime: { results: 'aa', random: 'aa' },
  };
  const after = { ...before, [part]: value };
  expect(jobKey(after)).not.toBe(jobKey(before));
  expect(reasonsToRun(before, after)).toEqual([reason]);
  expect(reasonsToRun(before, before)).toEqual(['not stored']);
});

test('label, note, name, tolerance and limits of a job stand in no key', () => {
  const job = {
    bundle: { sha256: 'aa', packages: {} },
    parameters: {},
    seed: null,
    files: [],
    engine: { name: 'cpu', title: 'CPU', parts: {} },
    runtime: { results: 'aa' },
  } as unknown as Job;
  const other = {
    ...job,
    name: 'b',
    label: 'B',
    note: 'n',
    tolerance: { f1: { within: 0.5, reason: 'unsteady' } },
    limits: { seconds: 5, megabytes: 512 },
    place: { file: 'x', line: 1, column: 1 },
  };
  expect(jobKey(keyParts(other, {}))).toBe(jobKey(keyParts(job, {})));
});
