import { z } from 'zod';

import { count, group, metric, table, text } from '../../base/kinds.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { declareTask, type TaskRun } from '../../base/task.ts';
import {
  autoencoderNames,
  buildAutoencoder,
  type AutoencoderName,
  type Growth,
} from '../models/autoencoders.ts';
import { trainedLayers, type TrainedLayer } from '../models/count-parameters.ts';
import {
  evaluateGrowing,
  predictGrowing,
  quadraticThrough,
  type Growing,
} from '../models/grow-parameters.ts';
import type { TensorLibrary } from '../tensors.ts';

const parameters = z.strictObject({
  multipliers: z
    .array(z.int().min(1).max(64))
    .default([1, 2, 3, 4, 6, 8])
    .describe('factors on all units and feature maps; 1 is always among them'),
  further: z
    .array(z.int().min(0).max(64))
    .default([0, 1, 2, 4, 8])
    .describe('further pairs of layers around the code; 0 is always among them'),
});

/** The multipliers whose models give the coefficients, and the pairs of layers that give the price of one. */
const [fittedMultipliers, fittedPairs] = [[1, 2, 3] as const, [0, 1] as const];

const coefficients = {
  quadratic: count({ description: 'coefficient of the squared multiplier' }),
  linear: count(),
  constant: count(),
  pair: count({ description: 'parameters of one further pair of layers' }),
  deviation: count({ description: 'greatest difference of a built model from these coefficients' }),
  gap: count({ description: 'greatest difference of these from those of the closed formulas' }),
};

const growth = group({
  ...coefficients,
  narrow: count({ description: 'parameters as the assignment has it' }),
  wide: count({ description: 'parameters at the greatest multiplier' }),
  factor: metric({ format: '.1f', description: 'wide by narrow' }),
  slope: metric({ format: '.2f', description: 'log of the factor by log of the multiplier; 0 without one' }),
  deep: count({ description: 'parameters with the most further pairs' }),
  depth_factor: metric({ format: '.2f', description: 'deep by narrow' }),
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
      {
        model: text(),
        further: count(),
        layers: count(),
        parameters: count(),
        ratio: metric({ format: '.2f' }),
      },
      { description: '`further` pairs of layers of the code’s width around the code; `ratio` to none' },
    ),
    coefficients: table({ model: text(), ...coefficients }),
    ...Object.fromEntries(autoencoderNames.map((name) => [name, growth])),
    widest: count({ description: 'the greatest multiplier' }),
    deepest: count({ description: 'the most further pairs of layers' }),
    fitted_at: text({ description: 'the multipliers whose models give the coefficients' }),
    checked: count({ description: 'models built beyond those that give the coefficients' }),
    deviation: count({ description: 'the greatest of all models’ deviations' }),
    gap: count({ description: 'the greatest of all models’ gaps' }),
  },
  engines: ['cpu', 'wasm', 'tensorflow'],
  random: false,
});

/** Counts come from built models; the coefficients from the fewest that give them, and all others are held against these. */
export const run: TaskRun<typeof parameters> = (given, context) => {
  const multipliers = ascending([1, ...given.multipliers]);
  const further = ascending([0, ...given.further]);
  const grown = autoencoderNames.map((model, index) => {
    context.progress({ done: index, of: autoencoderNames.length, unit: 'model' });
    return growModel(context.engine.tf, model, { multipliers, further });
  });
  const beyond =
    multipliers.filter((value) => !fittedMultipliers.some((fitted) => fitted === value)).length +
    further.filter((value) => !fittedPairs.some((fitted) => fitted === value)).length;
  return {
    by_width: grown.flatMap(({ wide }) => wide),
    by_depth: grown.flatMap(({ deep }) => deep),
    coefficients: grown.map(({ model, coefficients }) => ({ model, ...coefficients })),
    ...Object.fromEntries(grown.map(({ model, results }) => [model, results])),
    widest: Math.max(...multipliers),
    deepest: Math.max(...further),
    fitted_at: fittedMultipliers.join(', '),
    checked: beyond * autoencoderNames.length,
    deviation: Math.max(...grown.map(({ coefficients }) => coefficients.deviation)),
    gap: Math.max(...grown.map(({ coefficients }) => coefficients.gap)),
  };
};

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

interface Grown {
  model: AutoencoderName;
  wide: Row[];
  deep: Row[];
  coefficients: Growing & { deviation: number; gap: number };
  results: TaskResults;
}

function growModel(
  tf: TensorLibrary,
  model: AutoencoderName,
  { multipliers, further }: z.output<typeof parameters>,
): Grown {
  const count = (growth: Partial<Growth>): Counted =>
    countBuilt(tf, model, { multiplier: 1, further: 0, ...growth });
  const plain = count({});
  const wide = multipliers.map((multiplier) => ({
    model,
    multiplier,
    parameters: count({ multiplier }).parameters,
  }));
  const deep = further.map((pairs) => {
    const { layers, parameters } = count({ further: pairs });
    return { model, further: pairs, layers, parameters, ratio: parameters / plain.parameters };
  });
  const fitted = fitGrowing((growth) => count(growth).parameters);
  const deviation = greatest([...wide, ...deep].map((row) => row.parameters - evaluateGrowing(fitted, row)));
  const coefficients = { ...fitted, deviation, gap: gapBetween(fitted, predictGrowing(plain.encoder)) };
  return { model, wide, deep, coefficients, results: { ...coefficients, ...extremes(wide, deep) } };
}

/** The coefficients, from as few built models as determine them. */
function fitGrowing(count: (growth: Partial<Growth>) => number): Growing {
  const [one, two, three] = fittedMultipliers;
  const [none, pair] = fittedPairs;
  const values = [one, two, three].map((multiplier) => count({ multiplier }));
  const [first = 0, second = 0, third = 0] = values;
  return {
    ...quadraticThrough([first, second, third]),
    pair: count({ further: pair }) - count({ further: none }),
  };
}

function gapBetween(fitted: Growing, predicted: Growing): number {
  return greatest([
    fitted.quadratic - predicted.quadratic,
    fitted.linear - predicted.linear,
    fitted.constant - predicted.constant,
    fitted.pair - predicted.pair,
  ]);
}

function greatest(differences: readonly number[]): number {
  return Math.max(...differences.map((value) => Math.abs(value)));
}

/** Where the lines of a model begin and end; both lists ascend and begin with the assignment's model. */
function extremes(
  wide: readonly { multiplier: number; parameters: number }[],
  deep: readonly { parameters: number; ratio: number }[],
): TaskResults {
  const [first, last] = [wide[0], wide.at(-1)];
  const deepest = deep.at(-1);
  if (!first || !last || !deepest) throw new RangeError('no model was built');
  const factor = last.parameters / first.parameters;
  return {
    narrow: first.parameters,
    wide: last.parameters,
    factor,
    slope: last.multiplier === 1 ? 0 : Math.log(factor) / Math.log(last.multiplier),
    deep: deepest.parameters,
    depth_factor: deepest.ratio,
  };
}

interface Counted {
  /** Layers that have parameters. */
  layers: number;
  parameters: number;
  encoder: TrainedLayer[];
}

function countBuilt(tf: TensorLibrary, name: AutoencoderName, growth: Growth): Counted {
  const model = buildAutoencoder(tf, name, growth);
  const { encoder, decoder } = trainedLayers(model, 'code');
  const counted = {
    layers: encoder.length + decoder.length,
    parameters: model.countParams(),
    encoder,
  };
  model.dispose();
  return counted;
}
