import { expect, test } from 'vitest';

import { notKnown } from '../../../src/base/messages/nearest.ts';

const known = ['f1', 'loss'];

test.each([
  [{ nearest: 'f1', known }, 'no result "f2" (nearest: "f1"). Correct it.'],
  [{ nearest: 'f1', orElse: 'add it' }, 'no result "f2" (nearest: "f1"). Correct it, or add it.'],
  [{ nearest: null, known }, 'no result "f2". Write one of: f1, loss.'],
  [{ nearest: null, known, orElse: 'add it' }, 'no result "f2". Add it, or write one of: f1, loss.'],
  [{ nearest: null }, 'no result "f2". There are none: declare one first.'],
])('an unknown name with %j', (ways, message) => {
  expect(notKnown('no result "f2"', ways)).toBe(message);
});
