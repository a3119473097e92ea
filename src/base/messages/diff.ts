/** Sentences of `report diff`. */

import { anew, command } from './lock.ts';

export const noGit = (): string =>
  'There is no git here, and "diff" asks it for what was locked. Install git.';

export const noRepository = (folder: string): string =>
  `${folder} is in no git repository, so there is no earlier state to compare with. Give "--run" alone to compare the last build with what is locked.`;

export const unknownRevision = (name: string): string =>
  `Git knows no commit "${name}" here. "git log --oneline" lists some; branches and tags are names too.`;

export const notLockedAt = (name: string, path: string): string =>
  `At ${name} there is no ${path}: nothing was locked then, or by an older version, which did not lock the document. Name a later commit.`;

export const damagedAt = (name: string, path: string, reason: string): string =>
  `${path} at ${name} cannot be used: ${reason}. Name another commit.`;

export const notLocked = (folder: string | null): string =>
  `Nothing is locked of what the document shows. To have it locked, ${anew(folder)}.`;

export const isDamaged = (reason: string, folder: string | null): string =>
  `The locked document cannot be used: ${reason}. Take the file from git again, or ${anew(folder)}.`;

export const revisionIsAsked = (): string =>
  'Say what to compare with: a commit, as in "npm run diff -- main", two, as in "main..HEAD", or "--run".';

export const oneSideIsRun = (): string =>
  '"--run" is one of the two sides: give one commit beside it, or none for what is locked.';

export const workingTree = 'what is locked here';
export const lastRun = 'the last build';

/** `3f2a1bc (main)` */
export const revisionName = (name: string, hash: string): string =>
  hash.startsWith(name) ? hash.slice(0, digits) : `${hash.slice(0, digits)} (${name})`;

export const compared = (from: string, to: string): string => `${from} -> ${to}`;

export const nothingChanged = (from: string, to: string): string =>
  `Nothing changed: every number, figure and claim of ${to} is as in ${from}.`;

export const notRun = (jobs: readonly string[], folder: string | null): string =>
  `The store has no results of ${jobs.slice(0, mostNames).join(', ')}${jobs.length > mostNames ? ' and others' : ''}. Run ${command('report', folder)} first.`;

export const written = (path: string): string => `written: ${path}`;

export const notWritable = (path: string, reason: string): string =>
  `${path} cannot be written (${reason}). Name another file.`;

// ---- Markdown ------------------------------------------------------------------------------------------------------

export const markdownTitle = (from: string, to: string): string =>
  `What the report shows otherwise: ${from} → ${to}`;
export const claimsTitle = (): string => 'Claims';
export const numbersTitle = (): string => 'Numbers';
export const bindingsTitle = (): string => 'Numbers new, gone, or bound otherwise';
export const figuresTitle = (): string => 'Figures';
export const tablesTitle = (): string => 'Tables';
export const numberHeaders = ['Where', 'Sentence', 'Was', 'Is', '', 'Expression'] as const;
export const isBeyond = (): string => 'beyond tolerance';
export const nothing = (): string => 'nothing';
export const wasBefore = (aspect: string, before: string): string => `${aspect} was ${before}`;
export const furtherCells = (cells: number): string =>
  `and ${cells} further ${cells === 1 ? 'cell' : 'cells'} in the same way`;
export const moreRows = (rows: number): string => `… and ${rows} more.`;

const digits = 7;
const mostNames = 5;
