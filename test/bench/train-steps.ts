/*
 * Trains two networks of the report on noise, in a process of its own, and prints the milliseconds of a step of each. What
 * a step takes does not depend on what the images show.
 */
import { join } from 'node:path';

import { createRandom } from '../../src/base/random.ts';
import { digitTensors, sliceDigits, type Digits } from '../../src/experiments/datasets/mnist.ts';
import { openKernels } from '../../src/experiments/kernels/execute.ts';
import { startDenseNetwork } from '../../src/experiments/pruning/dense-network.ts';
import { trainFurther } from '../../src/experiments/pruning/train-further.ts';
import { trainNetwork } from '../../src/experiments/training/train-network.ts';
import { loadTensors } from '../../src/run/load-tensors.ts';

const root = join(import.meta.dirname, '..', '..');
const [count, batch, epochs] = [20_000, 100, 2];
const steps = (epochs * count) / batch;
const given = { epochs, batch, rate: 0.001, decay: 0.0001 };

const tf = await loadTensors('tensorflow', root);
const digits = drawDigits();

const pruned = trainPruned();
const whole = await trainWhole();
process.stdout.write(JSON.stringify({ pruned, whole }));
process.exit(0);

function drawDigits(): Digits {
  const random = createRandom(1);
  const images = Uint8Array.from({ length: count * 784 }, () => Math.floor(256 * random.uniform()));
  return { count, pixels: 784, images, labels: Uint8Array.from({ length: count }, (_, image) => image % 10) };
}

/** A network of four tenths of the nodes, as question 8 trains it further. */
function trainPruned(): number {
  const data = digitTensors(tf, digits);
  const network = startDenseNetwork([784, 40, 20, 10], createRandom(2));
  const started = performance.now();
  trainFurther(openKernels(tf), network, { data, given, random: createRandom(3) });
  return (performance.now() - started) / steps;
}

/** The network of question 6, by tfjs's own operations and gradients. */
async function trainWhole(): Promise<number> {
  const context = {
    engine: { name: 'tensorflow' as const, tf },
    random: createRandom(4),
    progress: () => undefined,
  };
  const started = performance.now();
  await trainNetwork(digits, sliceDigits(digits, 0, 1), given, context);
  return (performance.now() - started) / steps;
}
