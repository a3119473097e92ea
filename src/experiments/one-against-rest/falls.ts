import type { Scores } from './outcome.ts';

/** The scores after an epoch, counted from 1. */
export interface EpochScores extends Scores {
  epoch: number;
}

/** From the end of an epoch to the end of the next one. */
export interface Step {
  from: EpochScores;
  to: EpochScores;
}

/** The steps between the epochs of a history, one fewer than these. */
export function listSteps(history: readonly EpochScores[]): Step[] {
  return history.slice(1).flatMap((to, index) => {
    const from = history[index];
    return from ? [{ from, to }] : [];
  });
}

/** Strictly: a loss that stays as it was has not fallen. */
export function lossFalls({ from, to }: Step): boolean {
  return to.xent < from.xent;
}

/** Strictly: an F1 that stays as it was has not fallen. */
export function f1Falls({ from, to }: Step): boolean {
  return to.f1 < from.f1;
}

/** The loss is better after the step and F1 is worse. */
export function bothFall(step: Step): boolean {
  return lossFalls(step) && f1Falls(step);
}

/**
 * Whether a step is the better example of a loss that does not improve F1: one whose loss falls before one whose loss does
 * not, then the one whose F1 loses more (or, where none does, gains less). Of equals neither.
 */
export function isBetterExample(step: Step, than: Step): boolean {
  if (lossFalls(step) !== lossFalls(than)) return lossFalls(step);
  return step.to.f1 - step.from.f1 < than.to.f1 - than.from.f1;
}

/** How often loss and F1 go which way. */
export interface StepCounts {
  total: number;
  loss_fell: number;
  f1_fell: number;
  both_fell: number;
  /** The loss fell and F1 rose, as one would wish. */
  loss_fell_f1_rose: number;
  loss_fell_f1_kept: number;
  /** The loss did not fall, and F1 rose all the same. */
  loss_kept_f1_rose: number;
}

/** Counts the steps of a history by what they did to loss and F1. */
export function countSteps(history: readonly EpochScores[]): StepCounts {
  const steps = listSteps(history);
  const count = (matches: (step: Step) => boolean): number => steps.filter(matches).length;
  const rises = ({ from, to }: Step): boolean => to.f1 > from.f1;
  const keeps = ({ from, to }: Step): boolean => to.f1 === from.f1;
  return {
    total: steps.length,
    loss_fell: count(lossFalls),
    f1_fell: count(f1Falls),
    both_fell: count(bothFall),
    loss_fell_f1_rose: count((step) => lossFalls(step) && rises(step)),
    loss_fell_f1_kept: count((step) => lossFalls(step) && keeps(step)),
    loss_kept_f1_rose: count((step) => !lossFalls(step) && rises(step)),
  };
}
