/** Sentences of verifying. Each fault ends with what to do next. */

import { cost } from './check.ts';
import { anew } from './lock.ts';
import { notKnown } from './nearest.ts';

// ---- what is asked for -------------------------------------------------------------------------------------------

export const notADuration = (text: string): string =>
  `--budget takes a time such as 90s, 10m or 1h30m, not "${text}".`;

export const unknownName = (name: string, known: readonly string[], nearest: string | null): string =>
  notKnown(
    `--only ${name}: the report has no experiment, case, table, figure, section or weights of that name`,
    {
      nearest,
      known,
      orElse: 'see "report jobs" for the jobs',
    },
  );

export const namesNeedLock = (name: string): string =>
  `--only ${name}: no job has this name, and which jobs stand behind a table, figure or section can only be told from a document that the locked results fill; see the mistakes below.`;

export interface ChosenJobs {
  chosen: readonly string[];
  upstream: readonly string[];
  /** Of all jobs. */
  of: number;
  /** Seconds by the clock that they are expected to take; null where nothing is known. */
  seconds: number | null;
}

/** What a partial run is about to do. */
export const jobsChosen = ({ chosen, upstream, of, seconds }: ChosenJobs): string => {
  const further = upstream.length === 0 ? '' : `, and ${upstream.length} that they take from`;
  const time = seconds === null ? '' : `, about ${cost(seconds)}`;
  return `Verifies ${chosen.length} of ${plural(of, 'job')}${further}${time}: ${listed(chosen)}`;
};

export const budgetTooSmall = (budget: number, least: number | null): string => {
  const needed =
    least === null
      ? 'how long jobs take is not known here'
      : `the shortest of them needs about ${cost(least)}`;
  return `A budget of ${cost(budget)} reaches none of the jobs that take half of the time (${needed}), and cheap ones alone would prove little. Give a larger --budget, or name jobs with --only.`;
};

/** Below the options in `--help`. */
export const whatIsWritten = (): string =>
  [
    'Tells what reproduces and what differs, and writes it beside the document: dist/verification.html to read,',
    'verification.md for a pull request, verification.json (with its schema) for programs. Exits with 1 where anything',
    'differs, where a claim is refuted, and where nothing was checked.',
  ].join('\n');

// ---- what came of it ---------------------------------------------------------------------------------------------

export const lockMissing = (job: string, folder: string | null): string =>
  `There are no locked results of "${job}" to compare with. To make some, ${anew(folder)}.`;

export const lockLeftOver = (job: string, folder: string | null): string =>
  `The results of "${job}" are locked, but the report has no such job any more. Take the job back, or ${anew(folder)}.`;

export const lockFillsNothing = (reason: string, folder: string | null): string =>
  `The locked results do not fill the document as it is written now: ${reason} Take that back, or ${anew(folder)}.`;

export const nothingChecked = (asked: boolean): string =>
  asked
    ? 'Nothing was checked: no result of a job stands behind what was chosen. Choose something with numbers of results in it.'
    : 'Nothing was checked: the report has no results to compute. Declare an experiment and show a result of it.';

export const weightsMissing = (file: string): string => `${file} is not there to compare with`;

// ---- what differs ------------------------------------------------------------------------------------------------

export const numberDiffers = (of: { locked: string | null; now: string | null; sentence: string }): string =>
  `${of.locked ?? 'nothing'} was locked, ${of.now ?? 'nothing'} is shown now: ${of.sentence}`;

export const resultsDiffer = (job: string): string => `The results of "${job}" are others than those locked.`;

export const weightsDiffer = (weights: string): string =>
  `Training the weights "${weights}" again gave others than are committed.`;

export const resultDiffers = (id: string, difference: string | null): string => `${id}: ${difference ?? ''}`;

export const printDiffers = (of: { of: string; type: string; sentence: string }): string =>
  `This ${of.of} ${of.type === 'changed' ? 'is another than was locked' : `is ${of.type}`}: ${of.sentence}`;

export const aspectDiffers = (of: { aspect: string; locked: string | null; now: string | null }): string =>
  `${of.aspect}: ${of.locked ?? 'nothing'} -> ${of.now ?? 'nothing'}`;

export const claimIsFalse = (sentence: string): string => `The results refute this claim: ${sentence}`;

export const conditionOfClaim = (condition: string): string => `condition: ${condition}`;

export const machineDiffers = (facts: readonly string[]): string =>
  facts.length === 0
    ? 'on the same processor, engine and Node as when it was locked, as far as was noted'
    : `not the same as when it was locked: ${facts.join(', ')}`;

export const interrupted = (): string =>
  'Interrupted: what was verified until then stands above; nothing was written, and the next run begins anew.';

const mostNames = 12;

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

export const onlyNamesNothing = (): string => 'Name jobs, tables, figures or sections, separated by commas.';

export const foundEarly = (faults: number, first: string): string =>
  `${faults === 1 ? 'One fault of what is locked is known' : `${faults} faults of what is locked are known`} before anything runs: ${first}${faults === 1 ? '' : ' …'} All are told at the end.`;
