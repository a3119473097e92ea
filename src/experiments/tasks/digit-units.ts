import { z } from 'zod';

import { count, group, metric, table } from '../../base/kinds.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import { digitTensors, readMnist, sliceDigits } from '../datasets/mnist.ts';
import { openKernels } from '../kernels/execute.ts';
import { readDenseNetwork } from '../pruning/dense-network.ts';
import { decomposeLayers } from '../pruning/layer-ranks.ts';
import { examineUnits } from '../pruning/unit-damage.ts';
import { comparePixels } from '../pruning/silent-pixels.ts';
import { readMetadata, readSafetensors } from '../weight-files/safetensors.ts';
import { readTrainingRecord } from '../weight-files/training-record.ts';

const parameters = z.strictObject({
  images: z.int().min(1).default(10_000).describe('first training images, on which units are examined'),
  removed: z
    .array(z.number().gt(0).max(1))
    .default([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    .describe('shares of a layer’s units removed together'),
  energy: z
    .number()
    .gt(0)
    .max(1)
    .default(0.9)
    .describe('share of a kernel’s squared norm that a rank is asked for'),
});

const number = metric({ format: '.3f' });
const small = metric({ format: '.4f' });

export const declaration = declareTask({
  title: 'Examines the hidden units of the 784-100-50-10 network one by one',
  parameters,
  results: {
    images: count(),
    loss: metric({ format: '.4f', description: 'cross-entropy of the whole network on these images' }),
    units: table({
      layer: count(),
      unit: count(),
      norm: number,
      mean: number,
      spread: number,
      contribution: number,
      damage: small,
      damage_unfolded: small,
    }),
    silent: count({
      description: 'units of the second hidden layer that give nothing for any of these images',
    }),
    joint: table({
      layer: count(),
      share: metric({ format: '.0%' }),
      units: count(),
      together: number,
      apart: number,
    }),
    kernels: table({
      layer: count(),
      rows: count(),
      columns: count(),
      breakeven: metric({
        format: '.1f',
        description: 'rank above which two factors hold more than the kernel',
      }),
      rank: count({ description: 'least rank with the share `energy` of the squared norm' }),
    }),
    pixels: group(
      {
        all: count(),
        silent: count({ description: 'pixels without ink in any image trained on' }),
        silent_weight: metric({ format: '.0e', description: 'root mean square weight from these' }),
        other_weight: metric({ format: '.3f', description: 'root mean square weight from the others' }),
      },
      { description: 'weights of the first kernel' },
    ),
  },
  data: ['mnist/train-images', 'mnist/train-labels'],
  weights: ['digits'],
  engines: ['tensorflow'],
  random: false,
});

export const run: TaskRun<typeof parameters> = async (given, context) => {
  const kernels = openKernels(context.engine.tf);
  const file = await context.open('digits');
  const [network, record] = [readDenseNetwork(readSafetensors(file)), readTrainingRecord(readMetadata(file))];
  const digits = await readMnist('train', context);
  const learnt = sliceDigits(digits, record.trainedOn.start, record.trainedOn.end);
  const some = sliceDigits(learnt, 0, Math.min(given.images, learnt.count));
  const images = digitTensors(kernels.tf, some);
  const { loss, units, joint } = await examineUnits(kernels, network, { images, shares: given.removed });
  return {
    images: some.count,
    loss,
    silent: units.filter(({ layer, mean }) => layer === 2 && mean === 0).length,
    units: units.map((unit) => ({ ...unit })),
    joint: joint.map((row) => ({ ...row })),
    kernels: decomposeLayers(network, given.energy),
    pixels: comparePixels(network, learnt),
  };
};
