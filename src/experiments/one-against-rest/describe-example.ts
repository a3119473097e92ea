import type { Row, TaskResults } from '../../base/results.ts';
import { activities } from '../datasets/activities.ts';
import type { WindowSet } from '../datasets/windows.ts';
import { median } from '../median.ts';
import { bothFall } from './falls.ts';
import { predict, type Truth } from './outcome.ts';
import type { Example } from './study.ts';
import { describeScores } from './study-results.ts';

/** A window that is predicted otherwise after a step than before it. */
export interface Change {
  /** Its place among the windows, from 0. */
  window: number;
  /** The probability of the class. */
  before: number;
  after: number;
  /** The greater of both predictions' margins. */
  margin: number;
  /** 1 where the prediction after the step is the right one, else 0. */
  right: number;
}

/** By how much the more probable of two classes leads the other one. */
function marginOf(probability: number): number {
  return Math.abs(2 * probability - 1);
}

/** The windows whose prediction changes, the greatest margin first. */
export function listChanges({ before, after }: Pick<Example, 'before' | 'after'>, truth: Truth): Change[] {
  const [earlier, later] = [predict(before), predict(after)];
  const changes: Change[] = [];
  truth.forEach((output, window) => {
    if (earlier[window] === later[window]) return;
    const [was = 0, is = 0] = [before.probabilities[window], after.probabilities[window]];
    const margin = Math.max(marginOf(was), marginOf(is));
    changes.push({ window, before: was, after: is, margin, right: later[window] === output ? 1 : 0 });
  });
  return changes.sort((a, b) => b.margin - a.margin || a.window - b.window);
}

/** What a step does to the windows' own losses. */
export interface LossShift {
  /** Windows whose own loss falls, and those whose own loss rises. */
  improved: number;
  worsened: number;
  /** The change of the mean loss that comes from windows predicted as before, and from the others. */
  by_unchanged: number;
  by_changed: number;
}

/** Splits the change of the mean loss by whether a window's prediction changes. */
export function splitLoss({ before, after }: Example, changes: readonly Change[]): LossShift {
  const changed = new Set(changes.map(({ window }) => window));
  const shift = { improved: 0, worsened: 0, by_unchanged: 0, by_changed: 0 };
  const windows = before.losses.length;
  before.losses.forEach((was, window) => {
    const difference = (after.losses[window] ?? 0) - was;
    if (difference < 0) shift.improved += 1;
    if (difference > 0) shift.worsened += 1;
    shift[changed.has(window) ? 'by_changed' : 'by_unchanged'] += difference / windows;
  });
  return shift;
}

export interface DescribeOptions {
  truth: Truth;
  windows: WindowSet;
  /** Changed windows listed at the most. */
  listed: number;
}

/** The results of a task about a step: the scores on both sides, which predictions change, and where the loss falls. */
export function describeExample(example: Example, { truth, windows, listed }: DescribeOptions): TaskResults {
  const { step } = example;
  const changes = listChanges(example, truth);
  const right = changes.filter(({ right }) => right === 1).length;
  const rows = changes.slice(0, listed).map(({ window, ...change }): Row => ({
    window: window + 1,
    subject: windows.subjects[window] ?? 0,
    activity: activities[windows.labels[window] ?? -1]?.name ?? '',
    ...change,
  }));
  return {
    both_fall: bothFall(step) ? 1 : 0,
    epoch: step.from.epoch,
    next: step.to.epoch,
    before: describeScores(step.from),
    after: describeScores(step.to),
    changes: changes.length,
    to_right: right,
    to_wrong: changes.length - right,
    unchanged: truth.length - changes.length,
    changed: rows,
    largest_margin: changes[0]?.margin ?? 0,
    changed_margin: median(changes.map(({ margin }) => margin)),
    median_margin: median(Array.from(example.before.probabilities, marginOf)),
    loss: { ...splitLoss(example, changes) },
  };
}
