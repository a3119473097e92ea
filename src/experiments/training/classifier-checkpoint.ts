import type { Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';

import type { TaskContext } from '../../base/task.ts';
import { createParameter, readVariable, type AdamVariable } from '../kernels/adam.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { WindowClassifier } from '../models/window-classifier.ts';
import {
  readMetadata,
  readSafetensors,
  writeSafetensors,
  type StoredTensor,
  type StoredTensors,
} from '../weight-files/safetensors.ts';
import type { ClassifierState } from './classifier-state.ts';
import type { EpochRecord } from './train-classifier.ts';

/** Training that can go on: the model's weights with Adam's means, and the epochs behind it. */
export interface SavedTraining {
  state: ClassifierState;
  history: EpochRecord[];
}

const historySchema = z.array(
  z.strictObject({ epoch: z.int(), loss: z.number(), seconds: z.number().nonnegative() }),
);

/** Parts of a parameter, in the words of `AdamVariable`. */
const parts = ['value', 'mean', 'square'] as const;

/** A checkpoint: a safetensors file of every weight and its two means, with the history as metadata. */
export function encodeCheckpoint(
  kernels: Kernels,
  { variables }: ClassifierState,
  history: readonly EpochRecord[],
): Uint8Array {
  const tensors: { [name: string]: StoredTensor } = {};
  forEachPart(variables, (variable, name) => {
    const tensor = readVariable(kernels, variable);
    tensors[name] = { shape: variable.shape, values: tensor.dataSync<'float32'>() };
    tensor.dispose();
  });
  return writeSafetensors(tensors, { history: JSON.stringify(history) });
}

function forEachPart(
  variables: ClassifierState['variables'],
  visit: (variable: AdamVariable['value'], name: string) => void,
): void {
  variables.forEach((layer, layerIndex) => {
    layer.forEach((variable, index) => {
      for (const part of parts) visit(variable[part], partName(layerIndex, index, part));
    });
  });
}

function partName(layer: number, weight: number, part: (typeof parts)[number]): string {
  return `${layer}.${weight}.${part}`;
}

/** The training that a checkpoint holds; null where it is of another model, or no checkpoint at all. */
export async function readSaved(
  kernels: Kernels,
  model: WindowClassifier,
  checkpoint: TaskContext['checkpoint'],
): Promise<SavedTraining | null> {
  const bytes = await checkpoint.read();
  if (bytes === null) return null;
  const saved = parseCheckpoint(bytes);
  return saved && restore(kernels, model, saved);
}

interface ParsedCheckpoint {
  tensors: StoredTensors;
  history: EpochRecord[];
}

/** What cannot be read is no reason to fail: training then begins anew. */
function parseCheckpoint(bytes: Uint8Array): ParsedCheckpoint | null {
  try {
    const history = historySchema.parse(JSON.parse(readMetadata(bytes)['history'] ?? 'null'));
    return { tensors: readSafetensors(bytes), history };
  } catch {
    return null;
  }
}

function restore(
  kernels: Kernels,
  model: WindowClassifier,
  { tensors, history }: ParsedCheckpoint,
): SavedTraining | null {
  const wanted = model.layers.flatMap(({ weights }, layer) =>
    weights.flatMap(({ shape }, index) =>
      parts.map((part) => ({ name: partName(layer, index, part), shape })),
    ),
  );
  const fits = wanted.every(({ name, shape }) => String(tensors[name]?.shape) === String(shape));
  if (!fits || Object.keys(tensors).length !== wanted.length) return null;
  const { tf } = kernels;
  const load = (name: string): Tensor => {
    const { values, shape } = tensors[name] ?? { values: new Float32Array(), shape: [0] };
    return tf.tensor(values, [...shape]);
  };
  const variables = model.layers.map(({ weights }, layer) =>
    weights.map((_, index) => {
      const [value, mean, square] = parts.map((part) => load(partName(layer, index, part)));
      if (!value || !mean || !square) throw new RangeError('a parameter has three parts');
      return createParameter(kernels, { value, mean, square });
    }),
  );
  return { state: { model, variables }, history };
}
