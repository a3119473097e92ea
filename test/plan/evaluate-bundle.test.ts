import { expect, test } from 'vitest';

import { evaluateBundle } from '../../src/plan/evaluate-bundle.ts';

function evaluate(code: string): { readonly [name: string]: unknown } {
  return evaluateBundle({ path: '/b/task.cjs', code, packages: [] }, () => null);
}

test('no function is given the world as its this', () => {
  expect(evaluate('exports.world = (function () { return this; })();')).toEqual({ world: undefined });
});

test('what is thrown has the place that it has in the file', () => {
  const thrown = evaluate(`try { throw new Error('x'); } catch (error) { exports.stack = error.stack; }`);
  expect(thrown['stack']).toContain('/b/task.cjs:1:13');
});
