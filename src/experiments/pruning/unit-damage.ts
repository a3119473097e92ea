import type { Tensor } from '@tensorflow/tfjs';

import type { DigitTensors } from '../datasets/mnist.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { DenseNetwork } from './dense-network.ts';
import {
  contributions,
  hiddenLayers,
  incomingNorms,
  keptOf,
  orderByScore,
  type HiddenLayer,
} from './node-scores.ts';
import { silenceNodes } from './remove-nodes.ts';
import { loadDense, measureActivity, readWith, runLayers } from './run-network.ts';

/** A hidden unit, what heuristics say of it, and what its removal does. */
export interface UnitRecord {
  layer: number;
  unit: number;
  /** Of the incoming weights. */
  norm: number;
  mean: number;
  spread: number;
  contribution: number;
  /** By how much the cross-entropy rises without it, its mean being put into the next bias. */
  damage: number;
  /** The same without its mean. */
  damage_unfolded: number;
}

/** Units removed together, those of the smallest incoming norms. */
export interface JointRecord {
  layer: number;
  share: number;
  units: number;
  /** By how much the cross-entropy rises without all of them. */
  together: number;
  /** The sum of what it rises by without each alone. */
  apart: number;
}

/** Examines all hidden units of a network on some images; `shares` of each layer are removed together. */
export async function examineUnits(
  kernels: Kernels,
  network: DenseNetwork,
  { images, shares }: { images: DigitTensors; shares: readonly number[] },
): Promise<{ loss: number; units: UnitRecord[]; joint: JointRecord[] }> {
  const activities = await measureActivity(kernels, network, images.images);
  const { loss } = await readWith(kernels, network, images);
  const layers = hiddenLayers(network, activities);
  const [units, joint]: [UnitRecord[], JointRecord[]] = [[], []];
  for (const [index, layer] of layers.entries()) {
    const outputs = kernels.tf.tidy(() => outputsOf(kernels, network, images.images)[index]);
    if (!outputs) throw new RangeError(`there is no layer ${index}`);
    const tail = network.slice(index + 1);
    const damage: Damage = async (gone, means) => {
      const silenced = silenceNodes(layer.outgoing, { units: gone, means });
      const rest = await readWith(kernels, [silenced, ...tail.slice(1)], {
        ...images,
        images: asMatrix(outputs),
      });
      return rest.loss - loss;
    };
    const examined = await examineEach(layer, index + 1, damage);
    units.push(...examined);
    joint.push(...(await examineTogether(examined, { shares, damage, means: layer.activity.mean })));
    outputs.dispose();
  }
  return { loss, units, joint };
}

type Damage = (gone: readonly number[], means: ArrayLike<number> | null) => Promise<number>;

function outputsOf(kernels: Kernels, network: DenseNetwork, images: Tensor): Tensor[] {
  return runLayers(kernels, loadDense(kernels, network), images);
}

function asMatrix(tensor: Tensor): DigitTensors['images'] {
  return tensor.as2D(-1, tensor.shape.at(-1) ?? 1);
}

async function examineEach(layer: HiddenLayer, number: number, damage: Damage): Promise<UnitRecord[]> {
  const { mean, spread } = layer.activity;
  const [norms, moved] = [incomingNorms(layer), contributions(layer)];
  const records: UnitRecord[] = [];
  for (const [unit, norm] of norms.entries()) {
    records.push({
      layer: number,
      unit: unit + 1,
      norm,
      mean: mean[unit] ?? 0,
      spread: spread[unit] ?? 0,
      contribution: moved[unit] ?? 0,
      damage: await damage([unit], mean),
      damage_unfolded: await damage([unit], null),
    });
  }
  return records;
}

async function examineTogether(
  units: readonly UnitRecord[],
  { shares, damage, means }: { shares: readonly number[]; damage: Damage; means: ArrayLike<number> },
): Promise<JointRecord[]> {
  const order = orderByScore(units.map(({ norm }) => norm));
  const records: JointRecord[] = [];
  for (const share of shares) {
    const gone = order.slice(0, keptOf(units.length, share));
    records.push({
      layer: units[0]?.layer ?? 0,
      share,
      units: gone.length,
      together: await damage(gone, means),
      apart: gone.reduce((sum, unit) => sum + (units[unit]?.damage ?? 0), 0),
    });
  }
  return records;
}
