/** Sentences of the writers. */

import type { CalloutKind } from '../tree.ts';
import { onOneLine } from '../one-line.ts';
import { notKnown } from './nearest.ts';

export const outputNotWritable = (folder: string, reason: string): string =>
  `The output cannot be written to ${folder} (${reason}). Make room there or make it writable, and build again.`;

export const folderIsNeeded = (path: string): string =>
  `${path} is a file, and the build writes a folder there. Move the file away, and build again.`;

export const fileIsNeeded = (path: string): string =>
  `${path} is a folder, and the build writes a file there. Move the folder away, and build again.`;

export const chartIsFaulty = (spec: string, label: string): string =>
  `${label} cannot be drawn from spec "${spec}". Mend the spec, or the data the figure binds to it:`;

export const specIsFaulty = (file: string): string =>
  `No chart can be drawn from ${file}, whatever the data. Mend the spec:`;

export const equationIsFaulty = (tex: string, reason: string): string =>
  `The formula "${shorten(tex)}" cannot be set: ${reason}. Mend the TeX here.`;

const shorten = (tex: string): string =>
  (tex.length > 60 ? `${tex.slice(0, 57)}…` : tex).replace(/\s+/g, ' ');

export const commandIsRefused = (command: string): string => `${command} is not for formulas of a report`;

export const markIsUnknown = (mark: string, nearest: string | null): string =>
  notKnown(`Vega-Lite has no mark "${mark}"`, {
    nearest,
    orElse: 'write another, such as "bar", "line" or "point"',
  });

export const specIsNotUnderstood = (reason: string): string =>
  `Vega-Lite cannot make sense of it (${reason}); compare the spec with Vega-Lite's own examples`;

// ---- words of the page itself ----------------------------------------------------------------------------------

export const calloutTitles: Record<CalloutKind, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** Words of the cards that tell where a number comes from; a script in the page puts them together. */
export interface OriginWords {
  title: string;
  hint: string;
  unrounded: string;
  expression: string;
  format: string;
  written: string;
  published: string;
  job: string;
  task: string;
  parameters: string;
  seed: string;
  data: string;
  engine: string;
  code: string;
  key: string;
  timed: string;
  nothing: string;
  more: string;
  all: string;
}

export const originWords: OriginWords = {
  title: 'Where it comes from',
  hint: 'Each number tells where it comes from: point at it, tap it, or reach it with Tab; n and p lead to the next and the previous one, Enter opens the account of it, Escape closes it.',
  unrounded: 'Unrounded',
  expression: 'Expression',
  format: 'Format',
  written: 'Written in',
  published: 'Published',
  job: 'Job',
  task: 'Task',
  parameters: 'Parameters',
  seed: 'Seed',
  data: 'Data',
  engine: 'Engine',
  code: 'Code',
  key: 'Key',
  timed: 'A duration: another machine takes another time.',
  nothing: 'No result went in: it follows from what the report declares.',
  more: 'more jobs',
  all: 'How the numbers were made',
};

/** What a number says on hovering where no script runs: its expression, and on a second line where it comes from. */
export const originTitle = (expression: string, jobs: readonly string[], isPublished: boolean): string => {
  const named = jobs.length > 3 ? [...jobs.slice(0, 2), `${jobs.length - 2} more`] : jobs;
  const source = named.length > 0 ? named.join(', ') : isPublished ? 'published figure' : '';
  return source === '' ? onOneLine(expression) : `${onOneLine(expression)}\n${source}`;
};

// ---- published figures -------------------------------------------------------------------------------------------

const quotedByUs =
  ', was published by others and is quoted; other numbers come from runs of this report’s own code.';

/** How a page tells published figures apart; behind it stands an example. */
export const publishedLegend = {
  before: 'What is slanted and has a small p, such as ',
  after: quotedByUs,
};

/** The same in Markdown. */
export const publishedItalics = {
  before: 'What is printed in italics among the numbers, such as ',
  after: quotedByUs,
};
