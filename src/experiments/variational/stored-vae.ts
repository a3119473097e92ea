import { z } from 'zod';

import type { TaskContext } from '../../base/task.ts';
import { createParameter, readVariable, type AdamVariable } from '../kernels/adam.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { ClassifierState } from '../training/classifier-state.ts';
import {
  readMetadata,
  readSafetensors,
  writeSafetensors,
  type StoredTensor,
  type StoredTensors,
} from '../weight-files/safetensors.ts';
import { weightMissing, weightOfOtherShape } from '../../base/messages/experiments.ts';
import type { Vae, VaeWeights } from './autoencoder.ts';

const historySchema = z.array(
  z.strictObject({
    epoch: z.int(),
    images: z.enum(['training', 'test']),
    elbo: z.number(),
    reconstruction: z.number(),
    divergence: z.number(),
  }),
);

/** The terms after an epoch, on images trained on or on others. */
export type BoundRecord = z.output<typeof historySchema>[number];

/** Parts of a parameter, in the words of `AdamVariable`. */
const parts = ['value', 'mean', 'square'] as const;

type Part = (typeof parts)[number];

const nameOf = (layer: number, index: number, part: Part): string => `${layer}.${index}.${part}`;

/** A checkpoint: every weight with Adam's two means, and the history as metadata. */
export function encodeVaeCheckpoint(
  kernels: Kernels,
  state: ClassifierState,
  history: readonly BoundRecord[],
): Uint8Array {
  return writeSafetensors(storeParts(kernels, state, parts), { history: JSON.stringify(history) });
}

/** The weights alone, as a weight file. */
export function encodeVaeWeights(kernels: Kernels, state: ClassifierState): Uint8Array {
  return writeSafetensors(storeParts(kernels, state, ['value']));
}

function storeParts(
  kernels: Kernels,
  { variables }: ClassifierState,
  wanted: readonly Part[],
): { [name: string]: StoredTensor } {
  const entries = variables.flatMap((layer, layerIndex) =>
    layer.flatMap((variable, index) =>
      wanted.map((part) => [nameOf(layerIndex, index, part), read(kernels, variable[part])] as const),
    ),
  );
  return Object.fromEntries(entries);
}

function read(kernels: Kernels, variable: AdamVariable[Part]): StoredTensor {
  const tensor = readVariable(kernels, variable);
  const values = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return { shape: variable.shape, values };
}

/** The training that a checkpoint holds; null where there is none, or none that can be read or fits. */
export async function readVaeCheckpoint(
  kernels: Kernels,
  model: ClassifierState['model'],
  checkpoint: TaskContext['checkpoint'],
): Promise<{ state: ClassifierState; history: BoundRecord[] } | null> {
  const bytes = await checkpoint.read();
  if (bytes === null) return null;
  try {
    const history = historySchema.parse(JSON.parse(readMetadata(bytes)['history'] ?? 'null'));
    return { state: restore(kernels, model, readSafetensors(bytes)), history };
  } catch {
    // What cannot be read is no reason to fail: training then begins anew.
    return null;
  }
}

function restore(kernels: Kernels, model: ClassifierState['model'], stored: StoredTensors): ClassifierState {
  const [values, means, squares] = parts.map((part) => loadPart(kernels, model.layers, stored, part));
  const variables = (values ?? []).map((layer, layerIndex) =>
    layer.map((value, index) => {
      const [mean, square] = [means?.[layerIndex]?.[index], squares?.[layerIndex]?.[index]];
      if (!mean || !square) throw new RangeError('a parameter has three parts');
      return createParameter(kernels, { value, mean, square });
    }),
  );
  return { model, variables };
}

/** The weights of a file that `encodeVaeWeights` made. Throws where one is missing or has another shape than the model's. */
export function loadVaeWeights(kernels: Kernels, { encoder, decoder }: Vae, bytes: Uint8Array): VaeWeights {
  return loadPart(kernels, [...encoder, ...decoder], readSafetensors(bytes), 'value');
}

function loadPart({ tf }: Kernels, layers: Vae['encoder'], stored: StoredTensors, part: Part): VaeWeights {
  return layers.map(({ weights }, layer) =>
    weights.map(({ shape }, index) => {
      const name = nameOf(layer, index, part);
      const found = stored[name];
      if (!found) throw new Error(weightMissing(name));
      if (found.shape.join() !== shape.join()) throw new Error(weightOfOtherShape(name, shape, found.shape));
      return tf.tensor(found.values, [...shape]);
    }),
  );
}
