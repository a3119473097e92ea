import type { Row, TaskResults } from '../../base/results.ts';
import { bothFall, countSteps, listSteps, type EpochScores } from './falls.ts';
import type { Scores } from './outcome.ts';
import { joinBytes } from './prediction-bits.ts';
import type { Study } from './study.ts';

/** The results of a task about all epochs: their scores, the steps in which both fall, and the predictions. */
export function describeStudy({ history, predictions }: Study): TaskResults {
  const falls = listSteps(history).filter(bothFall);
  const starts = new Set(falls.map(({ from }) => from.epoch));
  return {
    history: history.map((scores) => historyRow(scores, starts.has(scores.epoch))),
    falls: falls.map(({ from, to }) => ({
      epoch: from.epoch,
      next: to.epoch,
      f1: from.f1,
      next_f1: to.f1,
      xent: from.xent,
      next_xent: to.xent,
    })),
    steps: { ...countSteps(history) },
    predictions: joinBytes(predictions),
  };
}

function historyRow({ confusion, ...scores }: EpochScores, falls: boolean): Row {
  const [[truePositives = 0, falseNegatives = 0] = [], [falsePositives = 0, trueNegatives = 0] = []] =
    confusion;
  return {
    ...scores,
    true_positives: truePositives,
    false_negatives: falseNegatives,
    false_positives: falsePositives,
    true_negatives: trueNegatives,
    falls: falls ? 1 : 0,
  };
}

/** The results about one epoch. */
export function describeScores({ f1, xent, accuracy, recall, precision, ...scores }: Scores): TaskResults {
  const { class_f1, rest_f1, confusion } = scores;
  return { f1, xent, accuracy, recall, precision, class_f1, rest_f1, confusion };
}
