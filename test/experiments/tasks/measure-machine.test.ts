import { expect, test } from 'vitest';

import * as task from '../../../src/experiments/tasks/measure-machine.ts';
import { createTaskContext } from '../../support/task-context.ts';
import { reasonWithoutTensorflow } from '../../support/without-tensorflow.ts';

test.skipIf(reasonWithoutTensorflow() !== null)(
  'the quickest pass counts, and the first none at all',
  async () => {
    // Product and copy are each run once uncounted and then timed: 3 s, 1 s, 2 s.
    const ends = [3, 1, 2, 3, 1, 2];
    const times = ends.flatMap((end, index) => [10 * index, 10 * index + end]);
    const context = { ...(await createTaskContext({ engine: 'tensorflow' })), time: () => times.shift()! };
    const given = task.declaration.parameters.parse({ side: 8, megabytes: 1, passes: 3 });
    expect(await task.run(given, context)).toEqual({
      product: { flops: 2 * 8 ** 3, seconds: 1 },
      copy: { bytes: 2e6, seconds: 1 },
    });
    expect(times).toEqual([]);
  },
);
