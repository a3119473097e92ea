import type { Row } from '../../base/results.ts';

/** Scores after an epoch, counted from 1, with the mean cross-entropy. */
export interface ScoredEpoch {
  epoch: number;
  f1: number;
  xent: number;
  accuracy: number;
  recall: number;
  precision: number;
  class_f1: number;
  rest_f1: number;
  /** Class, rest: rows true, columns predicted. */
  confusion: readonly (readonly number[])[];
}

/** What the results of a training say of its epochs. */
export interface ComparedEpochs {
  history: Row[];
  falls: Row[];
  steps: { [name: string]: number };
  /** Of the steps in which the loss falls, the one in which F1 loses most, the first of equals. */
  pair: { both_fall: number; epoch: number; next: number };
}

/** Compares every epoch with the next: whether cross-entropy and F1 fall, strictly. */
export function compareEpochs(epochs: readonly ScoredEpoch[]): ComparedEpochs {
  const pairs = epochs.slice(1).map((to, index) => {
    const from = epochs[index] ?? to;
    return { from, to, loss: Math.sign(to.xent - from.xent), f1: Math.sign(to.f1 - from.f1) };
  });
  const count = (wanted: (loss: number, f1: number) => boolean): number =>
    pairs.filter(({ loss, f1 }) => wanted(loss, f1)).length;
  const both = pairs.filter(({ loss, f1 }) => loss < 0 && f1 < 0);
  const starts = new Set(both.map(({ from }) => from.epoch));
  return {
    history: epochs.map((each) => historyRow(each, starts.has(each.epoch))),
    falls: both.map(({ from, to }) => ({
      ...{
        epoch: from.epoch,
        next: to.epoch,
        f1: from.f1,
        next_f1: to.f1,
        xent: from.xent,
        next_xent: to.xent,
      },
    })),
    steps: {
      total: pairs.length,
      loss_fell: count((loss) => loss < 0),
      f1_fell: count((_, f1) => f1 < 0),
      both_fell: both.length,
      loss_fell_f1_rose: count((loss, f1) => loss < 0 && f1 > 0),
      loss_fell_f1_kept: count((loss, f1) => loss < 0 && f1 === 0),
      loss_kept_f1_rose: count((loss, f1) => loss >= 0 && f1 > 0),
    },
    pair: choosePair(pairs),
  };
}

interface Pair {
  from: ScoredEpoch;
  to: ScoredEpoch;
  loss: number;
}

function choosePair(pairs: readonly Pair[]): ComparedEpochs['pair'] {
  const falling = pairs.filter(({ loss }) => loss < 0);
  const among = falling.length > 0 ? falling : pairs;
  const gain = ({ from, to }: Pair): number => to.f1 - from.f1;
  const [first, ...others] = among;
  if (!first) return { both_fall: 0, epoch: 0, next: 0 };
  const worst = others.reduce((best, pair) => (gain(pair) < gain(best) ? pair : best), first);
  const isBoth = worst.loss < 0 && gain(worst) < 0;
  return { both_fall: isBoth ? 1 : 0, epoch: worst.from.epoch, next: worst.to.epoch };
}

function historyRow({ confusion, ...scores }: ScoredEpoch, falls: boolean): Row {
  const [[hits = 0, missed = 0] = [], [wrong = 0, others = 0] = []] = confusion;
  return {
    ...scores,
    ...{ true_positives: hits, false_negatives: missed, false_positives: wrong, true_negatives: others },
    falls: falls ? 1 : 0,
  };
}
