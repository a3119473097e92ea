/** Sentences of `report check` and `report jobs`. */

import { shortDuration } from './run.ts';

/** What was checked of a report. */
export interface Checked {
  sources: number;
  experiments: number;
  jobs: number;
  /** Null where the locked results stand for all jobs. */
  wouldRun: number | null;
  /** Jobs whose locked results are shown. */
  locked: number;
}

export const noMistakes = ({ sources, experiments, jobs, wouldRun, locked }: Checked): string => {
  const others = locked === 0 ? '' : `, ${locked} from the locked results`;
  const state = wouldRun === null ? 'all locked' : `${wouldRun} would run${others}`;
  return `no mistakes: ${plural(sources, 'source')}, ${plural(experiments, 'experiment')}, ${plural(jobs, 'job')} (${state})`;
};

export const printIsAnother = (sentence: string): string =>
  `This is shown otherwise than was locked, by an edit and not by a result: "${sentence}". Accept it with "npm run lock", or take the edit back.`;

export const noJobs = (): string => 'no jobs: the report declares no experiment';

export const jobHeaders = ['job', 'state', 'locked results', 'cost', 'key'] as const;

export const isStored = (): string => 'stored';
export const wouldRun = (reasons: readonly string[]): string =>
  `runs: ${reasons.includes('not stored') ? 'no result stored' : `${reasons.join(', ')} changed`}`;
export const showsLocked = (): string => 'cannot run: locked results';
export const isUnable = (): string => 'cannot run';
export const waits = (jobs: readonly string[]): string => `waits for ${jobs.join(', ')}`;

export const lockedEqual = (): string => 'equal';
export const lockedDamaged = (): string => 'damaged';
export const lockedMissing = (): string => 'none';
export const lockedOpen = (): string => 'not known yet';
export const lockedDiffers = (reasons: readonly string[]): string => `differ: ${reasons.join(', ')}`;

export const cost = (seconds: number | null): string =>
  seconds === null ? 'unknown' : shortDuration(seconds);

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
