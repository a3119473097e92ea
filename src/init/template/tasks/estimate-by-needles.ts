import { count, declareTask, metric, table, text, type TaskRun } from 'living-report';
import { z } from 'zod';

const parameters = z.strictObject({});

export const declaration = declareTask({
  title: 'Estimates of π from counted throws of needles',
  parameters,
  results: {
    total: count({ description: 'throws of all observers' }),
    throws: table({
      observer: text(),
      year: count(),
      throws: count(),
      crossings: count(),
      estimate: metric({ format: '.4f' }),
    }),
  },
  data: ['needles/throws'],
  engines: ['javascript'],
  random: false,
});

/** Columns of data/needles.csv: observer, year, needle length / board width, throws, crossings. */
export const run: TaskRun<typeof parameters> = async (_parameters, context) => {
  const bytes = await context.open('needles/throws');
  const lines = new TextDecoder().decode(bytes).trim().split('\n').slice(1);
  const throws = lines.map((line) => {
    const [observer = '', ...numbers] = line.split(',');
    const [year = 0, ratio = 0, thrown = 0, crossings = 0] = numbers.map(Number);
    return { observer, year, throws: thrown, crossings, estimate: (2 * ratio * thrown) / crossings };
  });
  return { total: throws.reduce((sum, each) => sum + each.throws, 0), throws };
};
