import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import {
  boundGradients,
  boundTerms,
  buildVae,
  type Vae,
  type VaeWeights,
} from '../../../src/experiments/variational/autoencoder.ts';
import { bernoulliGradient, bernoulliLogLikelihood } from '../../../src/experiments/variational/bernoulli.ts';
import { measureBound, measureImportanceBound } from '../../../src/experiments/variational/evaluate.ts';
import { latents } from '../../../src/experiments/variational/latents.ts';
import { numbersOf, openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let tf: TensorLibrary;
let kernels: Kernels;
beforeAll(() => {
  ({ tf, kernels } = tensorflow);
});

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];

const numbers = (shape: readonly number[], seed: number): Tensor => numbersOf(tensorflow, shape, seed);

function weightsOf({ encoder, decoder }: Vae): Tensor[][] {
  return [...encoder, ...decoder].map(({ weights }, layer) =>
    weights.map(({ shape }, index) => numbers(shape, 10 * layer + index)),
  );
}

const binary = (seed: number): Tensor => tf.cast(tf.greater(numbers([3, 6], seed), 0), 'float32');

test.skipIf(without)('the Bernoulli likelihood is that of its definition, and its gradient x - y', () => {
  const logits = tf.tensor2d([[-1.5, 0.2, 3, -80, 80]]);
  const images = tf.tensor2d([[1, 0, 1, 0, 1]]);
  const plain = [-1.5, 0.2, 3].map((logit, index) => {
    const y = 1 / (1 + Math.exp(-logit));
    return Math.log(index === 1 ? 1 - y : y);
  });
  const expected = plain.reduce((sum, value) => sum + value, 0);
  expect(values(bernoulliLogLikelihood(kernels, logits, images))[0]).toBeCloseTo(expected, 5);
  const [byLogits] = tf.grads((a) => tf.sum(bernoulliLogLikelihood(kernels, a, images)))([logits]);
  values(bernoulliGradient(kernels, logits, images)).forEach((value, index) => {
    expect(value).toBeCloseTo(values(byLogits!)[index]!, 5);
  });
});

describe.skipIf(without).each(['gaussian', 'laplace'] as const)('with a %s code', (family) => {
  const vae = buildVae(latents[family], { pixels: 6, hidden: 5, coordinates: 2 });

  test.each([1, 0.3])(
    'the gradients by all weights are those of finite differences, KL times %f',
    (divergenceWeight) => {
      const [weights, images] = [weightsOf(vae), binary(90)];
      const noise = vae.latent.noise(kernels, [3, 2], [1, 2]);
      const loss = (changed: VaeWeights): number => {
        const terms = boundTerms(kernels, vae, images, { weights: changed, noise });
        const each = tf.sub(tf.mul(terms.divergence, divergenceWeight), terms.reconstruction);
        return values(each).reduce((sum, value) => sum + value, 0) / 3;
      };
      const options = { weights, noise, divergenceWeight };
      const { gradients, ...terms } = boundGradients(kernels, vae, images, options);
      const same = boundTerms(kernels, vae, images, { weights, noise });
      expect(values(terms.reconstruction)).toEqual(values(same.reconstruction));
      expect(values(terms.divergence)).toEqual(values(same.divergence));
      weights.forEach((layer, place) => {
        layer.forEach((weight, index) => {
          const direction = numbers(weight.shape, 200 + 10 * place + index);
          const moved = (sign: number): VaeWeights =>
            weights.with(place, layer.with(index, tf.add(weight, tf.mul(direction, sign * 0.01))));
          const difference = (loss(moved(1)) - loss(moved(-1))) / 0.02;
          const along = values(tf.sum(tf.mul(gradients[place]![index]!, direction)))[0]!;
          expect(Math.abs(along - difference)).toBeLessThan(2e-3 * Math.max(1, Math.abs(difference)));
        });
      });
    },
  );

  test('more codes an image give a tighter bound, which one code leaves as it is', () => {
    const weights = weightsOf(vae).map((layer) => layer.map((weight) => tf.mul(weight, 0.4)));
    const images = tf.tile(binary(91), [700, 1]);
    const measure = (codes: number): number =>
      measureImportanceBound(kernels, vae, images, { weights, random: createRandom(1), codes });
    const { elbo } = measureBound(kernels, vae, images, { weights, random: createRandom(2) });
    const [one, few, many] = [measure(1), measure(10), measure(100)];
    expect(Math.abs(one - elbo)).toBeLessThan(0.2);
    expect(few).toBeGreaterThan(one + 0.05);
    expect(many).toBeGreaterThan(few);
  });
});
