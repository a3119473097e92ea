import { expect, test } from 'vitest';

import { createNeighbours } from '../../src/run/neighbours.ts';

test('a job has as many beside it as were there at a time, not one after another', () => {
  const { enter } = createNeighbours();
  const first = enter();
  const second = enter();
  expect(second()).toBe(1);
  const third = enter();
  expect([third(), first()]).toEqual([1, 1]);
  expect(enter()()).toBe(0);
});
