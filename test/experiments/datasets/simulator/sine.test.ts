import { expect, test } from 'vitest';

import { cosine, sine } from '../../../../src/experiments/datasets/simulator/sine.ts';

test('sine and cosine are within 1e-9 of those of the machine, in every quarter and beyond a turn', () => {
  for (let turns = -2.5; turns <= 2.5; turns += 0.001) {
    expect(Math.abs(sine(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(1e-9);
    expect(Math.abs(cosine(turns) - Math.cos(2 * Math.PI * turns))).toBeLessThan(1e-9);
  }
});
