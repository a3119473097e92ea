import { countConfusion, scoreClasses } from '../training/confusion.ts';

/** What a model of two classes says of each window: the class (output 0) or one of the rest (output 1). */
export interface Outcome {
  /** Of the class, in [0, 1]. */
  probabilities: Float32Array;
  /** The window's own cross-entropy: minus the logarithm of the probability of its true class. */
  losses: Float32Array;
}

/** How well a model does on all windows; recall and precision are those of the class. */
export interface Scores {
  /** The unweighted mean over both classes. */
  f1: number;
  /** The mean over the windows. */
  xent: number;
  accuracy: number;
  recall: number;
  precision: number;
  class_f1: number;
  rest_f1: number;
  /** [[true positives, false negatives], [false positives, true negatives]]: rows true, columns predicted. */
  confusion: number[][];
}

/** 0 for a window of the class and 1 for one of the rest, as the outputs are ordered. */
export type Truth = Uint8Array;

/** Which output is the greater one: 0 where the class is more probable than not, else 1. */
export function predict({ probabilities }: Outcome): Uint8Array {
  const predicted = new Uint8Array(probabilities.length);
  probabilities.forEach((probability, window) => {
    predicted[window] = probability > 0.5 ? 0 : 1;
  });
  return predicted;
}

/** All scores of an outcome. Sums run in double precision in the order of the windows. */
export function scoreOutcome(outcome: Outcome, truth: Truth): Scores {
  const confusion = countConfusion(truth, predict(outcome), 2);
  const [one, rest] = scoreClasses(confusion);
  if (!one || !rest) throw new RangeError('two classes have two scores');
  return {
    f1: (one.f1 + rest.f1) / 2,
    xent: outcome.losses.reduce((sum, loss) => sum + loss, 0) / truth.length,
    accuracy: (one.correct + rest.correct) / truth.length,
    recall: one.recall,
    precision: one.precision,
    class_f1: one.f1,
    rest_f1: rest.f1,
    confusion,
  };
}
