import { count, declareTask, metric, table, type TaskRun } from 'living-report';
import { z } from 'zod';

const parameters = z.strictObject({ points: z.int().min(1) });

/** What the task takes and gives: the build checks the report's names against it before anything runs. */
export const declaration = declareTask({
  title: 'Share of random points of a square that lie in a quarter of a circle',
  parameters,
  results: {
    inside: count({ description: 'points inside' }),
    estimate: metric({ format: '.4f', description: 'four times the share inside' }),
    error: metric({ format: '.4f', description: 'distance from π' }),
    path: table(
      { points: count(), error: metric() },
      { description: 'the error after 10, 20, 40, … points' },
    ),
  },
  engines: ['javascript'],
  random: true,
});

export const run: TaskRun<typeof parameters> = ({ points }, context) => {
  const path: { points: number; error: number }[] = [];
  let inside = 0;
  let next = 10;
  for (let thrown = 1; thrown <= points; thrown += 1) {
    if (context.random.uniform() ** 2 + context.random.uniform() ** 2 < 1) inside += 1;
    if (thrown !== next && thrown !== points) continue;
    path.push({ points: thrown, error: errorOf(inside, thrown) });
    context.progress({ done: thrown, of: points, unit: 'points' });
    next *= 2;
  }
  return { inside, estimate: (4 * inside) / points, error: errorOf(inside, points), path };
};

function errorOf(inside: number, thrown: number): number {
  return Math.abs((4 * inside) / thrown - Math.PI);
}
