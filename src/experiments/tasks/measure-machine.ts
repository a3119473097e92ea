import { z } from 'zod';

import { count, duration, group } from '../../base/kinds.ts';
import { declareTask, type TaskContext, type TaskRun } from '../../base/task.ts';
import { openKernels } from '../kernels/execute.ts';
import { matmul } from '../kernels/matmul.ts';

const parameters = z.strictObject({
  side: z.int().min(1).max(8192).default(1536).describe('of the square matrices that are multiplied'),
  megabytes: z.int().min(1).max(2048).default(256).describe('copied; more than any cache holds'),
  passes: z.int().min(1).max(100).default(9).describe('of which the quickest counts'),
});

const measured = { seconds: duration({ description: 'the quickest of the passes' }) };

export const declaration = declareTask({
  title: 'Measures how fast one core of this machine multiplies matrices and moves bytes',
  parameters,
  results: {
    product: group({ flops: count({ description: 'two a multiply-add' }), ...measured }),
    copy: group({ bytes: count({ description: 'read and written' }), ...measured }),
  },
  engines: ['tensorflow'],
  random: false,
});

/** Both are what a program can reach here, by the kernel that the networks use and by copying memory; not what a data sheet promises. */
export const run: TaskRun<typeof parameters> = ({ side, megabytes, passes }, context) => ({
  product: { flops: 2 * side * side * side, seconds: timeProduct(context, side, passes) },
  copy: { bytes: 2 * megabytes * 1e6, seconds: timeCopy(context, megabytes * 1e6, passes) },
});

function timeProduct(context: TaskContext, side: number, passes: number): number {
  const kernels = openKernels(context.engine.tf);
  const matrix = kernels.tf.fill([side, side], 1 / side);
  const seconds = quickest(context, passes, () => {
    matmul(kernels, matrix, matrix).dispose();
  });
  matrix.dispose();
  return seconds;
}

function timeCopy(context: TaskContext, bytes: number, passes: number): number {
  const [from, to] = [new Uint8Array(bytes).fill(1), new Uint8Array(bytes).fill(2)];
  return quickest(context, passes, () => {
    to.set(from);
  });
}

/** Seconds of the quickest pass, after one that is not counted. */
function quickest({ time }: Pick<TaskContext, 'time'>, passes: number, work: () => void): number {
  work();
  const seconds = Array.from({ length: passes }, () => {
    const started = time();
    work();
    return time() - started;
  });
  return Math.min(...seconds);
}
