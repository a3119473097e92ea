import { expect, it } from 'vitest';

import type { FallbackName } from '../../src/base/results.ts';
import { engineMarks, fallbacksBehind, findFallbacks } from '../../src/fill/engine-marks.ts';
import { jobs } from '../language/sample.ts';

it('marks what another engine than the preferred one made', () => {
  const fallbacks = findFallbacks(jobs);
  expect([...fallbacks]).toEqual([['mlp.wide', ['wasm']]]);
  expect(fallbacksBehind(['mlp.baseline', 'digits'], fallbacks)).toEqual([]);
  expect(fallbacksBehind(['mlp.baseline', 'mlp.wide'], fallbacks)).toEqual(['wasm']);
});

it('gives each engine a mark of its own, whatever the order of the jobs', () => {
  const fallbacks = new Map<string, FallbackName[]>([
    ['a', ['wasm', 'locked']],
    ['b', ['cpu']],
    ['c', ['wasm']],
  ]);
  const marks = [...engineMarks(fallbacks)].map(([engine, { text }]) => [engine, text]);
  expect(marks).toEqual([
    ['cpu', '†'],
    ['wasm', '‡'],
    ['locked', '‖'],
  ]);
  expect([...engineMarks(new Map([...fallbacks].reverse()))]).toEqual([...engineMarks(fallbacks)]);
});
