import { expect, it } from 'vitest';

import { nearestName } from '../../src/base/nearest.ts';

it.each([
  ['epoch', ['epochs', 'units'], 'epochs'],
  ['base', ['baseline', 'case'], 'baseline'],
  ['b', ['baseline'], null],
  ['accuracy', ['loss'], null],
])('finds for %s among %j: %s', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});
