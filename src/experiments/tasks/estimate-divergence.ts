import { z } from 'zod';

import { count, group, metric, table, text } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { openKernels, type Kernels } from '../kernels/execute.ts';
import { student } from '../variational/distributions.ts';
import {
  estimateDivergence,
  integrateDivergence,
  slopeOfSpread,
  type SizeOutcome,
  type StudiedPosterior,
} from '../variational/divergence-study.ts';
import { latents } from '../variational/latents.ts';

const parameters = z.strictObject({
  family: z.enum(['gaussian', 'laplace', 'student']).describe('of posterior and prior'),
  freedom: z.int().min(1).max(30).default(5).describe('degrees of freedom of Student’s t, for that family'),
  location: z.number().default(1).describe('of the posterior; the prior’s is 0'),
  scale: z.number().positive().default(0.5).describe('of the posterior; the prior’s is 1'),
  sizes: z
    .array(z.int().min(2).max(1_000_000))
    .min(2)
    .default([10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000])
    .describe('of the samples, growing'),
  repeats: z.int().min(2).max(10_000).default(100).describe('samples of each size'),
});

const nats = metric({ format: '.4f' });

export const declaration = declareTask({
  title: 'Estimates a Kullback-Leibler divergence by Monte Carlo and compares it with its exact value',
  parameters,
  results: {
    has_formula: count({ description: '1 where there is a closed form' }),
    exact: metric({ format: '.4f', description: 'by the closed form, or the integral where there is none' }),
    integral: metric({ format: '.4f', description: 'by the trapezoid rule' }),
    estimates: table({
      family: text(),
      samples: count(),
      estimate: nats,
      error: nats,
      off: nats,
      errors_off: metric({ format: '.1f', description: 'distance from the exact value in standard errors' }),
      mean: nats,
      spread: metric({ format: '.5f', description: 'standard deviation of the estimates' }),
      expected: metric({ format: '.5f', description: 'the same by the spread within the samples' }),
      covered: metric({ format: '.0%', description: 'within two standard errors of the exact value' }),
    }),
    farthest: metric({ format: '.1f', description: 'greatest distance of a first estimate in its errors' }),
    all: group(
      { samples: count(), estimate: metric({ format: '.5f' }), error: metric({ format: '.5f' }) },
      { description: 'all samples of the largest size together' },
    ),
    slope: metric({ format: '.3f', description: 'of log spread against log size' }),
  },
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = (given, context) => {
  const { family, freedom, location, scale, repeats } = given;
  const kernels = openKernels(context.engine.tf);
  const distribution = family === 'student' ? student(freedom) : latents[family];
  const posterior = { distribution, location, scale };
  const integral = integrateDivergence(kernels, posterior);
  const exact = family === 'student' ? integral : byFormula(kernels, latents[family].divergence, posterior);
  const outcomes = given.sizes.map((samples, index) => {
    context.progress({ done: index, of: given.sizes.length, unit: 'size' });
    const random = context.random.fork(`samples/${samples}`);
    return estimateDivergence(kernels, posterior, { samples, repeats, random }, exact);
  });
  const rows = outcomes.map((outcome) => rowOf(family, outcome, exact));
  return {
    has_formula: family === 'student' ? 0 : 1,
    ...{ exact, integral },
    estimates: rows,
    farthest: rows.reduce((most, { errors_off: off }) => Math.max(most, off), 0),
    all: together(outcomes, repeats),
    slope: slopeOfSpread(kernels, outcomes),
  };
};

function byFormula(
  kernels: Kernels,
  divergence: (typeof latents)['gaussian']['divergence'],
  { location, scale }: StudiedPosterior,
): number {
  const { tf } = kernels;
  const value = tf.tidy(() => {
    const logScale = tf.log(tf.tensor2d([[scale]]));
    return divergence(kernels, { location: tf.tensor2d([[location]]), logScale }).values;
  });
  const [exact = Number.NaN] = value.dataSync();
  value.dispose();
  return exact;
}

function rowOf(
  family: string,
  { estimate, error, ...outcome }: SizeOutcome,
  exact: number,
): { [column: string]: string | number; errors_off: number } {
  const off = estimate - exact;
  return { family, estimate, error, ...outcome, off, errors_off: Math.abs(off) / error };
}

function together(
  outcomes: readonly SizeOutcome[],
  repeats: number,
): { samples: number; estimate: number; error: number } {
  const largest = outcomes.at(-1);
  if (!largest) throw new RangeError('there is at least one size');
  return {
    samples: largest.samples * repeats,
    estimate: largest.mean,
    error: largest.expected / Math.sqrt(repeats),
  };
}
