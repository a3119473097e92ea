import { z } from 'zod';

import { count, table, text } from '../../base/kinds.ts';
import type { Row } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import {
  autoencoderNames,
  buildAutoencoder,
  type AutoencoderName,
  type Growth,
} from '../models/autoencoders.ts';
import type { TensorLibrary } from '../tensors.ts';

const parameters = z.strictObject({
  multipliers: z.array(z.int().min(1).max(64)).min(1).default([1, 2, 3, 4, 6, 8]),
  further: z.array(z.int().min(0).max(64)).min(1).default([0, 1, 2, 4, 8]),
});

export const declaration = declareTask({
  title: 'Builds the autoencoders wider and deeper and counts how their parameters grow',
  parameters,
  results: {
    by_width: table(
      { model: text(), multiplier: count(), parameters: count() },
      { description: 'all units and feature maps but the image times `multiplier`' },
    ),
    by_depth: table(
      { model: text(), further: count(), layers: count(), parameters: count() },
      { description: '`further` pairs of layers of the code’s width around the code' },
    ),
    coefficients: table({
      model: text(),
      quadratic: count({ description: 'coefficient of the squared multiplier' }),
      linear: count(),
      constant: count(),
      pair: count({ description: 'parameters of one further pair of layers' }),
      deviation: count({ description: 'greatest difference of a built model from these coefficients' }),
    }),
  },
  engines: ['cpu', 'wasm', 'tensorflow'],
  random: false,
});

/** Counts come from built models; the coefficients from three of them, and all others are held against these. */
export const run: TaskRun<typeof parameters> = ({ multipliers, further }, context) => {
  const rows = autoencoderNames.map((model, index) => {
    context.progress({ done: index, of: autoencoderNames.length, unit: 'model' });
    return growModel(context.engine.tf, model, { multipliers, further });
  });
  return {
    by_width: rows.flatMap(({ wide }) => wide),
    by_depth: rows.flatMap(({ deep }) => deep),
    coefficients: rows.map(({ coefficients }) => coefficients),
  };
};

interface Counted {
  layers: number;
  parameters: number;
}

function growModel(
  tf: TensorLibrary,
  model: AutoencoderName,
  { multipliers, further }: z.output<typeof parameters>,
): { wide: Row[]; deep: Row[]; coefficients: Row } {
  const wider = (multiplier: number): number => countBuilt(tf, model, { multiplier, further: 0 }).parameters;
  const deeper = (pairs: number): Counted => countBuilt(tf, model, { multiplier: 1, further: pairs });
  const polynomial = quadraticThrough([wider(1), wider(2), wider(3)]);
  const pair = deeper(1).parameters - deeper(0).parameters;
  const wide = multipliers.map((multiplier) => ({ model, multiplier, parameters: wider(multiplier) }));
  const deep = further.map((pairs) => ({ model, further: pairs, ...deeper(pairs) }));
  const deviations = [
    ...wide.map((row) => row.parameters - evaluate(polynomial, row.multiplier)),
    ...deep.map((row) => row.parameters - evaluate(polynomial, 1) - row.further * pair),
  ];
  return {
    wide,
    deep,
    coefficients: {
      model,
      ...polynomial,
      pair,
      deviation: Math.max(...deviations.map((value) => Math.abs(value))),
    },
  };
}

function countBuilt(tf: TensorLibrary, name: AutoencoderName, growth: Growth): Counted {
  const model = buildAutoencoder(tf, name, growth);
  const counted = {
    layers: model.layers.filter((layer) => layer.countParams() > 0).length,
    parameters: model.countParams(),
  };
  model.dispose();
  return counted;
}

interface Quadratic {
  quadratic: number;
  linear: number;
  constant: number;
}

/** The polynomial through the values at 1, 2 and 3, by Newton's forward differences. */
export function quadraticThrough([first, second, third]: readonly [number, number, number]): Quadratic {
  const quadratic = (third - 2 * second + first) / 2;
  const linear = second - first - 3 * quadratic;
  return { quadratic, linear, constant: first - quadratic - linear };
}

function evaluate({ quadratic, linear, constant }: Quadratic, at: number): number {
  return (quadratic * at + linear) * at + constant;
}
