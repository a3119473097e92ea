import { isBetterExample, type EpochScores, type Step } from './falls.ts';
import { predict, scoreOutcome, type Outcome, type Truth } from './outcome.ts';
import { packPredictions } from './prediction-bits.ts';

/** A step with what the model said of every window before and after it. */
export interface Example {
  step: Step;
  before: Outcome;
  after: Outcome;
}

/** What is known of a training so far: all that its results are made of. */
export interface Study {
  history: readonly EpochScores[];
  /** Of each epoch, as `packPredictions` packs them. */
  predictions: readonly Uint8Array[];
  /** After the last epoch; before the first one, of the untrained model. */
  last: Outcome | null;
  /** The best of the steps so far, by `isBetterExample`; the first of equals. */
  example: Example | null;
}

export const emptyStudy: Study = { history: [], predictions: [], last: null, example: null };

/** The study with a further epoch's outcome. */
export function observeEpoch(study: Study, outcome: Outcome, truth: Truth): Study {
  const scores = { epoch: study.history.length + 1, ...scoreOutcome(outcome, truth) };
  return {
    history: [...study.history, scores],
    predictions: [...study.predictions, packPredictions(predict(outcome))],
    last: outcome,
    example: chooseExample(study, outcome, scores),
  };
}

function chooseExample({ history, last, example }: Study, after: Outcome, to: EpochScores): Example | null {
  const from = history.at(-1);
  if (!from || !last) return null;
  const step = { from, to };
  if (example && !isBetterExample(step, example.step)) return example;
  return { step, before: last, after };
}
