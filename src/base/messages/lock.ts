/** Sentences of the lock room. Each ends with what to do next. */

/** Commands as a user types them; those for another report than `report/` name its folder. */
export function command(name: 'report' | 'lock', folder: string | null): string {
  return `"npm run ${name}${folder === null ? '' : ` -- ${folder}`}"`;
}

export function anew(folder: string | null): string {
  return `run ${command('report', folder)} and accept its results with ${command('lock', folder)}`;
}

export function lockIsDamaged(job: string, reason: string, folder: string | null): string {
  return `The locked results of "${job}" cannot be used: ${reason}. Take the file from git again, or ${anew(folder)}.`;
}

export function lockIsMissing(job: string, folder: string | null): string {
  return `There are no locked results of "${job}", and --frozen runs nothing. To make some, ${anew(folder)}.`;
}

export function lockDoesNotFit(job: string, reasons: readonly string[], folder: string | null): string {
  return `The locked results of "${job}" are of other ${and(reasons)} than the report has now. Take that back, or ${anew(folder)}.`;
}

export function durationsAreDamaged(reason: string, folder: string | null): string {
  return `The locked durations cannot be used: ${reason}. Take the file from git again, or ${anew(folder)}.`;
}

export function durationsLack(job: string, folder: string | null): string {
  return `The durations of "${job}" are not here, or were altered, or belong to another run than its locked results. Take the file from git again, or ${anew(folder)}.`;
}

export function besideIsDamaged(job: string, isThere: boolean, folder: string | null): string {
  const what = isThere ? 'is another than was locked' : 'is missing';
  return `This file, a locked result of "${job}", ${what}. Take the file from git again, or ${anew(folder)}.`;
}

// ---- locked results in the place of a job that cannot run here --------------------------------------------------

export const nothingStandsIn = (): string => 'No locked results can be shown in its place: there are none.';

export const standInOfEngine = (engine: string): string =>
  `Its locked results cannot be shown in its place: they were made on ${engine}.`;

export const standInDiffers = (reasons: readonly string[]): string =>
  `Its locked results cannot be shown in its place: they are of other ${and(reasons)} than the report has now.`;

export const lockIsNoJson = (): string => 'the file is cut off, or no JSON';
export const lockIsInConflict = (): string => 'the file holds an unresolved merge of git';
export const lockWasEdited = (): string => 'its content is not what was locked';
export const lockSaysTwice = (): string =>
  'it gives a name twice, so that it is not clear which value counts';
export const lockOfAnother = (job: string): string => `the file holds those of "${job}"`;
export const lockLacks = (reason: string): string => `its content is not what was locked (${reason})`;
export const lockOfVersion = (found: number, expected: number): string =>
  `the file has format ${found}, and this program reads format ${expected}`;
export const lockLeadsOut = (): string => 'its path leads out of the project';

export function resultIsNotStored(job: string, folder: string | null): string {
  return `The store has no result of "${job}" to be locked. Run ${command('report', folder)} first.`;
}

export function lockNotWritable(folder: string, reason: string): string {
  return `The locked results in ${folder} cannot be written (${reason}). Make room or make the folder writable, and lock again.`;
}

// ---- what locking changes --------------------------------------------------------------------------------------

export const nothingToLock = (jobs: number): string =>
  jobs === 0
    ? 'The report declares no experiment, and nothing is locked.'
    : `Nothing to change: the locked results of ${plural(jobs, 'job')} are those in the store.`;

export const lockIsNew = (job: string, results: number): string =>
  `${job}  new, ${plural(results, 'result')}`;

export const lockIsReplaced = (job: string, reason: string): string =>
  `${job}  written anew, since ${reason}`;

export const lockChanges = (job: string, reasons: readonly string[], differences: number): string => {
  const why = reasons.length > 0 ? `${reasons.join(', ')} changed` : 'the same key';
  const what =
    differences > 0
      ? `${plural(differences, 'result')} differ${differences === 1 ? 's' : ''}`
      : 'results as before';
  return `${job}  ${why}; ${what}`;
};

export const changeOf = (name: string, text: string): string => `  ${name.padEnd(nameWidth)}  ${text}`;

/** Full precision: what is accepted is the number, not its print. */
export const numberChanges = (from: number, to: number): string => {
  const gap = to - from;
  const share = from === 0 ? '' : `, ${signed((100 * gap) / Math.abs(from))}%`;
  return `${from} -> ${to} (${signed(gap)}${share})`;
};

export const textChanges = (from: string, to: string): string => `${quote(from)} -> ${quote(to)}`;

export const cellsChange = (change: { differing: number; of: number; greatest: number | null }): string => {
  const by = change.greatest === null ? '' : `, by at most ${shortNumber(change.greatest)}`;
  return `${change.differing} of ${change.of} cells differ${by}`;
};

export const sizeChanges = (from: number, to: number): string => `${from} -> ${plural(to, 'row')}`;

interface StoredBytes {
  bytes: number;
  sha256: string;
}

export const fileChanges = (from: StoredBytes, to: StoredBytes): string =>
  `${describeBytes(from)} -> ${describeBytes(to)}`;

export const kindChanges = (): string => 'of another kind';
export const resultIsNew = (): string => 'new';
export const resultIsGone = (): string => 'no longer there';

export const besideChanges = (name: string): string =>
  `${name}  ${name.endsWith('.png') ? 'picture' : 'file'}`;

export const durationsChange = (jobs: readonly string[]): string =>
  `durations.json  measured anew: ${listed(jobs)}`;

export const lockIsRemoved = (name: string): string =>
  `${name}  removed: the report has nothing of that name any more`;

export const lockAccount = (of: {
  added: number;
  changed: number;
  same: number;
  removed: number;
}): string => {
  const removed = of.removed === 0 ? '' : `; ${plural(of.removed, 'file')} removed`;
  return `${plural(of.added + of.changed + of.same, 'job')}: ${of.added} new, ${of.changed} changed, ${of.same} as before${removed}`;
};

export const nothingLocked = (): string => 'Nothing was written. Leave out --dry-run to accept this.';
export const lockWritten = (): string => 'Locked. Commit the files with the sources they belong to.';

const nameWidth = 12;
const mostNames = 5;

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeBytes({ bytes, sha256 }: StoredBytes): string {
  return `${plural(bytes, 'byte')} (sha256 ${sha256.slice(0, nameWidth)}…)`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${shortNumber(value)}`;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function and(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
