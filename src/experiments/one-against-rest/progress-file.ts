import { z } from 'zod';

import { layerTensors, type SoftmaxLayer } from '../models/softmax-layer.ts';
import type { TensorLibrary } from '../tensors.ts';
import {
  readMetadata,
  viewSafetensors,
  writeSafetensors,
  type TypedTensors,
} from '../weight-files/safetensors.ts';
import type { Outcome } from './outcome.ts';
import { joinBytes } from './prediction-bits.ts';
import type { Study } from './study.ts';

/** A training as far as it has come. */
export interface Trained {
  layer: SoftmaxLayer;
  study: Study;
  /** Spent on the epochs, those before a resumption included. */
  seconds: number;
}

/** What a checkpoint holds beside its tensors: one text among a safetensors file's metadata. */
const recordSchema = z.object({
  seconds: z.number(),
  history: z.array(
    z.object({
      epoch: z.number(),
      f1: z.number(),
      xent: z.number(),
      accuracy: z.number(),
      recall: z.number(),
      precision: z.number(),
      class_f1: z.number(),
      rest_f1: z.number(),
      confusion: z.array(z.array(z.number())),
    }),
  ),
  /** The epoch that the example begins with. */
  example: z.number().nullable(),
});

/** Writes how far a training has come. Read again, it is the same to the bit. */
export async function writeProgress({ layer, study, seconds }: Trained): Promise<Uint8Array> {
  const { history, predictions, last, example } = study;
  const record = { seconds, history, example: example?.step.from.epoch ?? null };
  const [kernel, bias] = await Promise.all(layerTensors(layer).map((tensor) => tensor.data<'float32'>()));
  if (!kernel || !bias) throw new RangeError('a layer has a kernel and a bias');
  const tensors: TypedTensors = {
    kernel: { shape: layer.kernel.shape, values: kernel },
    bias: { shape: layer.bias.shape, values: bias },
    ...storeOutcome('last', last),
    ...storeOutcome('before', example?.before),
    ...storeOutcome('after', example?.after),
    // Bytes last, so that all floats are aligned.
    predictions: {
      shape: [predictions.length, predictions[0]?.length ?? 0],
      values: joinBytes(predictions),
    },
  };
  return writeSafetensors(tensors, { record: JSON.stringify(record) });
}

function storeOutcome(name: string, outcome: Outcome | null | undefined): TypedTensors {
  if (!outcome) return {};
  const { probabilities, losses } = outcome;
  return {
    [`${name}.probabilities`]: { shape: [probabilities.length], values: probabilities },
    [`${name}.losses`]: { shape: [losses.length], values: losses },
  };
}

/** Reads what `writeProgress` wrote. */
export function readProgress(tf: TensorLibrary, bytes: Uint8Array): Trained {
  const { seconds, history, example } = recordSchema.parse(JSON.parse(readMetadata(bytes)['record'] ?? ''));
  const tensors = viewSafetensors(bytes);
  const [inputs = 0, classes = 0] = tensors['kernel']?.shape ?? [];
  const layer = {
    kernel: tf.tensor2d(floats(tensors, 'kernel'), [inputs, classes]),
    bias: tf.tensor1d(floats(tensors, 'bias')),
  };
  const [from, to] = example === null ? [] : history.slice(example - 1);
  const step = from && to && { step: { from, to } };
  return {
    layer,
    study: {
      history,
      predictions: readPredictions(tensors),
      last: history.length === 0 ? null : readOutcome(tensors, 'last'),
      example: step
        ? { ...step, before: readOutcome(tensors, 'before'), after: readOutcome(tensors, 'after') }
        : null,
    },
    seconds,
  };
}

function readOutcome(tensors: TypedTensors, name: string): Outcome {
  return {
    probabilities: floats(tensors, `${name}.probabilities`),
    losses: floats(tensors, `${name}.losses`),
  };
}

function readPredictions({ predictions }: TypedTensors): Uint8Array[] {
  const [epochs = 0, length = 0] = predictions?.shape ?? [];
  const bytes = predictions?.values;
  if (!(bytes instanceof Uint8Array)) throw new TypeError('the checkpoint has no predictions');
  return Array.from({ length: epochs }, (_, epoch) => bytes.subarray(epoch * length, (epoch + 1) * length));
}

function floats(tensors: TypedTensors, name: string): Float32Array {
  const values = tensors[name]?.values;
  if (values instanceof Float32Array) return values;
  throw new TypeError(`the checkpoint has no "${name}"`);
}
