import { expect, it } from 'vitest';

import { engineMarks, fallbackEngines, findFallbacks } from '../../src/fill/engine-marks.ts';
import { jobs } from '../language/sample.ts';

it('marks what another engine than the preferred one made', () => {
  const fallbacks = findFallbacks(jobs);
  expect([...fallbacks]).toEqual([['mlp.wide', 'wasm']]);
  expect(fallbackEngines(['mlp.baseline', 'digits'], fallbacks)).toEqual([]);
  expect(fallbackEngines(['mlp.baseline', 'mlp.wide'], fallbacks)).toEqual(['wasm']);
});

it('gives each engine a mark of its own, whatever the order of the jobs', () => {
  const fallbacks = new Map([['a', 'wasm'] as const, ['b', 'cpu'] as const, ['c', 'wasm'] as const]);
  const marks = [...engineMarks(fallbacks)].map(([engine, { text }]) => [engine, text]);
  expect(marks).toEqual([
    ['cpu', '†'],
    ['wasm', '‡'],
  ]);
  expect([...engineMarks(new Map([...fallbacks].reverse()))]).toEqual([...engineMarks(fallbacks)]);
});
