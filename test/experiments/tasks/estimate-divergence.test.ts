import { describe, expect, test } from 'vitest';

import type { Row } from '../../../src/base/results.ts';
import * as task from '../../../src/experiments/tasks/estimate-divergence.ts';
import { runTask } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

const sizes = [10, 100, 1000, 10_000];

describe.skipIf(reasonWithoutTensorflow() !== null)('Monte-Carlo estimates', () => {
  test.each(['gaussian', 'laplace', 'student'] as const)(
    'of a %s divergence are as far off as they say',
    async (family) => {
      const found = await runTask(task, { family, sizes, repeats: 40 }, { engine: 'tensorflow' });
      const { exact, integral, slope, all } = found as { [name: string]: number } & {
        all: { [name: string]: number };
      };
      expect(integral).toBeCloseTo(exact!, 5);
      expect(Math.abs(slope! + 0.5)).toBeLessThan(0.08);
      expect(all['samples']).toBe(400_000);
      expect(Math.abs(all['estimate']! - exact!)).toBeLessThan(4 * all['error']!);
      const rows = found['estimates'] as readonly Row[];
      expect(rows.map(({ samples }) => samples)).toEqual(sizes);
      for (const { covered, spread, expected } of rows) {
        expect(covered).toBeGreaterThan(0.7);
        expect(Number(spread) / Number(expected)).toBeGreaterThan(0.6);
        expect(Number(spread) / Number(expected)).toBeLessThan(1.6);
      }
    },
  );

  test('of two equal distributions are nothing', async () => {
    const same = { family: 'laplace' as const, location: 0, scale: 1, sizes: [10, 20], repeats: 3 };
    const found = await runTask(task, same, { engine: 'tensorflow' });
    expect(found['exact']).toBe(0);
    expect((found['estimates'] as readonly Row[]).map(({ estimate }) => estimate)).toEqual([0, 0]);
  });
});
