import { z } from 'zod';

import { count, metric, table, text } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { mnistFiles, readMnist, sliceDigits } from '../datasets/mnist.ts';
import { openKernels } from '../kernels/execute.ts';
import { buildVae } from '../variational/autoencoder.ts';
import { binaryImages } from '../variational/binary-images.ts';
import { compareGradients, type ParameterOutcome } from '../variational/gradient-study.ts';
import { latents } from '../variational/latents.ts';
import { loadVaeWeights } from '../variational/stored-vae.ts';

const parameters = z.strictObject({
  latent: z.enum(['gaussian', 'laplace']).describe('family that the weights were trained with'),
  hidden: z.int().min(1).max(4096).default(128).describe('units of the hidden layers of the trained model'),
  coordinates: z.int().min(1).max(64).default(2).describe('of its codes'),
  threshold: z.number().min(0).max(1).default(0.5).describe('share of ink beyond which a pixel is 1'),
  image: z.int().min(0).max(9999).default(0).describe('place of the image among the test images, from 0'),
  samples: z.int().min(2).max(100_000).default(10_000).describe('codes drawn'),
  step: z.number().positive().max(1).default(0.01).describe('of the finite difference'),
});

const gradient = metric({ format: '.3f' });
const ratio = metric({ format: ',.0f' });

export const declaration = declareTask({
  title: 'Compares estimators of the gradient of a variational autoencoder’s reconstruction term',
  parameters,
  inputs: { weights: 'file' },
  results: {
    digit: count({ description: 'that the image shows' }),
    gradients: table({
      latent: text(),
      parameter: text(),
      coordinate: count(),
      reparameterised: gradient,
      reparameterised_error: gradient,
      difference: gradient,
      off: metric({ format: '.1e', description: 'relative to the greatest of the derivatives' }),
      score: gradient,
      score_error: gradient,
      errors_off: metric({
        format: '.1f',
        description: 'distance of score function and reparameterisation in errors of the former',
      }),
      baselined: gradient,
      baselined_error: gradient,
      reparameterised_variance: metric({ format: ',.3~g' }),
      score_variance: metric({ format: ',.3~g' }),
      baselined_variance: metric({ format: ',.3~g' }),
      ratio,
      baselined_ratio: ratio,
    }),
    off: metric({ format: '.1e', description: 'the greatest in the table' }),
    errors_off: metric({ format: '.1f', description: 'the greatest in the table' }),
    least_ratio: ratio,
    greatest_ratio: ratio,
    least_baselined_ratio: ratio,
    greatest_baselined_ratio: ratio,
  },
  data: mnistFiles.filter((name) => name.startsWith('mnist/test')),
  engines: ['tensorflow'],
  random: true,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const kernels = openKernels(context.engine.tf);
  const { tf } = kernels;
  const test = await readMnist('test', context);
  const one = sliceDigits(test, given.image, given.image + 1);
  const vae = buildVae(latents[given.latent], { ...given, pixels: test.pixels });
  const bytes = await context.input('weights');
  if (!(bytes instanceof Uint8Array)) throw new TypeError('the input "weights" is a file');
  const weights = loadVaeWeights(kernels, vae, bytes);
  const image = binaryImages(tf, one, given.threshold);
  const outcomes = compareGradients(kernels, vae, { ...given, image, weights, random: context.random });
  tf.dispose([image, ...weights.flat()]);
  const greatest = outcomes.reduce(
    (most, { reparameterised }) => Math.max(most, Math.abs(reparameterised.mean)),
    0,
  );
  const rows = outcomes.map((outcome) => rowOf(given.latent, outcome, greatest));
  const [ratios, baselined] = [rows.map((row) => row.ratio), rows.map((row) => row.baselined_ratio)];
  return {
    digit: one.labels[0] ?? 0,
    gradients: rows,
    off: Math.max(...rows.map((row) => row.off)),
    errors_off: Math.max(...rows.map((row) => row.errors_off)),
    least_ratio: Math.min(...ratios),
    greatest_ratio: Math.max(...ratios),
    least_baselined_ratio: Math.min(...baselined),
    greatest_baselined_ratio: Math.max(...baselined),
  };
};

function rowOf(
  latent: string,
  { parameter, coordinate, reparameterised, difference, score, baselined }: ParameterOutcome,
  greatest: number,
): {
  [column: string]: string | number;
  off: number;
  errors_off: number;
  ratio: number;
  baselined_ratio: number;
} {
  return {
    ...{ latent, parameter, coordinate },
    reparameterised: reparameterised.mean,
    reparameterised_error: reparameterised.error,
    difference,
    off: Math.abs(difference - reparameterised.mean) / greatest,
    score: score.mean,
    score_error: score.error,
    errors_off: Math.abs(score.mean - reparameterised.mean) / score.error,
    baselined: baselined.mean,
    baselined_error: baselined.error,
    reparameterised_variance: reparameterised.variance,
    score_variance: score.variance,
    baselined_variance: baselined.variance,
    ratio: score.variance / reparameterised.variance,
    baselined_ratio: baselined.variance / reparameterised.variance,
  };
}
