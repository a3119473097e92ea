import { otherPredictions } from '../../base/messages/replay.ts';
import {
  declareReplay,
  type ReplayContext,
  type ReplayParameters,
  type ReplayRun,
} from '../../base/replay.ts';
import type { TaskResults } from '../../base/results.ts';
import { activities } from '../datasets/activities.ts';
import {
  accuracyOf,
  f1Of,
  meanF1,
  precisionOf,
  recallOf,
  tallyClasses,
  tallyPairs,
} from '../scores/class-scores.ts';
import { countWindowCosts, type WindowModel } from '../scores/window-costs.ts';

const classes = activities.length;

export const replay = declareReplay({
  reads: ['predictions', 'windows/labels', 'windows/training.windows', 'windows/channels', 'windows/length'],
  results: ['parameters', 'flops', 'training', 'validation'],
});

/** Scores from the predicted and the true classes, a byte a window; weights and operations from the configuration. */
export const run: ReplayRun = (given, context) => {
  const [predicted, truth] = [context.file('predictions'), context.file('windows/labels')];
  if (predicted.length !== truth.length) throw new Error(otherPredictions(predicted.length, truth.length));
  const trained = Number(context.result('windows/training.windows'));
  const scoreFrom = (from: number, to: number): TaskResults =>
    score(truth.subarray(from, to), predicted.subarray(from, to));
  return {
    ...countCosts(given, context),
    training: scoreFrom(0, trained),
    validation: scoreFrom(trained, truth.length),
  };
};

function score(truth: Uint8Array, predicted: Uint8Array): TaskResults {
  const confusion = tallyPairs(truth, predicted, classes);
  const tallies = tallyClasses(confusion);
  return {
    windows: truth.length,
    f1: meanF1(tallies),
    accuracy: accuracyOf(tallies),
    confusion,
    classes: tallies.map((tally, label) => ({
      activity: activities[label]?.name ?? '',
      windows: tally.members,
      recall: recallOf(tally),
      precision: precisionOf(tally),
      f1: f1Of(tally),
    })),
  };
}

function countCosts(given: ReplayParameters, context: ReplayContext): TaskResults {
  const [length, channels] = [context.result('windows/length'), context.result('windows/channels')].map(
    Number,
  );
  return { ...countWindowCosts(readModel(given), { length: length ?? 0, channels: channels ?? 0, classes }) };
}

function readModel({ family, units, maps, kernel, pool }: ReplayParameters): WindowModel {
  const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return {
    family: typeof family === 'string' ? family : '',
    units: Array.isArray(units) ? units.map(count) : [],
    ...{ maps: count(maps), kernel: count(kernel), pool: count(pool) },
  };
}
