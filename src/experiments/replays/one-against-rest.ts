import { otherPredictions } from '../../base/messages/replay.ts';
import { declareReplay, type ReplayContext, type ReplayRun } from '../../base/replay.ts';
import type { Row, TaskResults } from '../../base/results.ts';
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
import { compareEpochs, type ScoredEpoch } from '../scores/epoch-steps.ts';

export const replay = declareReplay({
  reads: ['predictions', 'windows/labels', 'windows/training.windows'],
  results: [
    'windows',
    'positives',
    'negatives',
    ...['f1', 'accuracy', 'recall', 'precision', 'class_f1', 'rest_f1', 'confusion'].map(
      (name) => `final.${name}`,
    ),
  ],
  // Cross-entropies, which say in which steps the loss falls, do not follow from predictions.
  consistent: [
    'history',
    'falls',
    'steps',
    ...['both_fall', 'epoch', 'next', 'before', 'after', 'changes', 'to_right', 'to_wrong', 'unchanged'].map(
      (name) => `pair.${name}`,
    ),
  ],
});

/** Scores after every epoch, from a bit a window and epoch: set where it was taken for the activity. */
export const run: ReplayRun = ({ activity }, context) => {
  const truth = readTruth(typeof activity === 'string' ? activity : '', context);
  const epochs = readEpochs(truth, context);
  const losses = readLosses(context);
  if (losses.length !== epochs.length)
    throw new Error(otherPredictions(epochs.length, losses.length, 'epoch'));
  const history = epochs.map(({ scores }, index) => ({ ...scores, xent: losses[index] ?? 0 }));
  const rest = truth.reduce((sum, label) => sum + label, 0);
  const { pair, ...steps } = compareEpochs(history);
  return {
    windows: truth.length,
    positives: truth.length - rest,
    negatives: rest,
    final: describe(history.at(-1)),
    ...steps,
    pair: { ...pair, ...describePair(pair, { epochs, history, truth }) },
  };
};

/** 0 for a window of the activity, 1 for the rest. */
function readTruth(activity: string, context: ReplayContext): Uint8Array {
  const label = activities.findIndex(({ name }) => name === activity);
  const windows = Number(context.result('windows/training.windows'));
  return context
    .file('windows/labels')
    .slice(0, windows)
    .map((other) => (other === label ? 0 : 1));
}

interface Epoch {
  predicted: Uint8Array;
  scores: Omit<ScoredEpoch, 'xent'>;
}

/** Each epoch begins with a byte of its own. */
function readEpochs(truth: Uint8Array, context: ReplayContext): Epoch[] {
  const bytes = context.file('predictions');
  const each = Math.ceil(truth.length / 8);
  if (bytes.length % each !== 0) throw new Error(otherPredictions(bytes.length, each, 'byte'));
  return Array.from({ length: bytes.length / each }, (_, epoch) => {
    const predicted = truth.map((_, place) => {
      const byte = bytes[epoch * each + Math.floor(place / 8)] ?? 0;
      return Math.floor(byte / 2 ** (7 - (place % 8))) % 2 === 1 ? 0 : 1;
    });
    return { predicted, scores: score(epoch + 1, truth, predicted) };
  });
}

function score(epoch: number, truth: Uint8Array, predicted: Uint8Array): Omit<ScoredEpoch, 'xent'> {
  const confusion = tallyPairs(truth, predicted, 2);
  const tallies = tallyClasses(confusion);
  const [one = none, rest = none] = tallies;
  return {
    ...{ epoch, f1: meanF1(tallies), accuracy: accuracyOf(tallies) },
    ...{ recall: recallOf(one), precision: precisionOf(one), class_f1: f1Of(one), rest_f1: f1Of(rest) },
    confusion,
  };
}

const none = { members: 0, predicted: 0, hits: 0 };

function readLosses(context: ReplayContext): number[] {
  const rows = context.result('history') as readonly Row[];
  return rows.map(({ xent }) => Number(xent));
}

/** The scores of an epoch as results; of an epoch that is not there, none. */
function describe(scored: ScoredEpoch | undefined): TaskResults {
  if (!scored) return {};
  const { epoch: _, ...scores } = scored;
  return { ...scores };
}

/** Both sides of the step that stands for all, and which windows are predicted otherwise after it. */
function describePair(
  { epoch, next }: { epoch: number; next: number },
  {
    epochs,
    history,
    truth,
  }: { epochs: readonly Epoch[]; history: readonly ScoredEpoch[]; truth: Uint8Array },
): TaskResults {
  const [earlier, later] = [epochs[epoch - 1]?.predicted, epochs[next - 1]?.predicted];
  let [changes, right] = [0, 0];
  truth.forEach((label, place) => {
    if (earlier?.[place] === later?.[place]) return;
    changes += 1;
    if (later?.[place] === label) right += 1;
  });
  return {
    before: describe(history[epoch - 1]),
    after: describe(history[next - 1]),
    ...{ changes, to_right: right, to_wrong: changes - right, unchanged: truth.length - changes },
  };
}
