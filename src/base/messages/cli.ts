/** Sentences of the command line. */

import { lockedDifferences, lockedSummary, nothingLocked, type LockedNumbers } from './locked-numbers.ts';
import { notKnown } from './nearest.ts';

/** The short account at the end of a build. */
export interface BuildAccount {
  ran: number;
  stored: number;
  /** Jobs whose results are the locked ones, not computed here. */
  locked: number;
  numbers: number;
  published: number;
  literals: number;
  /** `refuted` are those of the others that have no excuse. */
  claims: { all: number; held: number; refuted: number };
  /** How the numbers stand to the locked ones; null where nothing is locked, or where the locked ones are shown. */
  compared: LockedNumbers | null;
  /** How commands name the report; null where they need not. */
  folder: string | null;
  /** The documents written. */
  documents: readonly string[];
  /** How many picture files stand beside the Markdown. */
  pictures: number;
  /** Whether nothing had to be done: all stands as the last build left it. */
  unchanged: boolean;
  seconds: number;
}

export const buildAccount = (account: BuildAccount): string =>
  [
    jobsAccount(account),
    numbersAccount(account),
    ...lockedAccount(account),
    `${outputsAccount(account)}, in ${account.seconds.toFixed(2)} s`,
    ...refutedAccount(account.claims),
  ].join('\n');

function numbersAccount({ numbers, published, literals, claims, compared }: BuildAccount): string {
  const declared = literals === 0 ? '' : `, ${plural(literals, 'declared literal')}`;
  const results = `${plural(numbers, 'number')} from results`;
  const first = compared ? `${results}${lockedSummary(compared)};` : `${results},`;
  return `${first} ${published} published${declared}${claimsAccount(claims)}`;
}

function lockedAccount({ compared, ran, stored, folder }: BuildAccount): string[] {
  if (compared) return lockedDifferences(compared, folder);
  return ran + stored === 0 ? [] : [nothingLocked(folder)];
}

function claimsAccount({ all, held }: BuildAccount['claims']): string {
  if (all === 0) return '';
  return held === all
    ? `; ${plural(all, 'claim')} ${all === 1 ? 'holds' : 'hold'}`
    : `; ${held} of ${plural(all, 'claim')} hold`;
}

/** The last line, so that a document with false sentences is not taken for a good one. */
function refutedAccount({ refuted }: BuildAccount['claims']): string[] {
  if (refuted === 0) return [];
  const which = refuted === 1 ? '1 claim is refuted and marked' : `${refuted} claims are refuted and marked`;
  return [`${which} in the document: correct the sentence or its condition`];
}

function outputsAccount({ documents, pictures, unchanged }: BuildAccount): string {
  const beside = pictures === 0 ? '' : ` and ${plural(pictures, 'picture')} beside`;
  return `${documents.join(', ')}${beside}${unchanged ? ', as the last build left them: nothing has changed' : ''}`;
}

function jobsAccount({ ran, stored, locked }: BuildAccount): string {
  const all = ran + stored + locked;
  if (all === 0) return 'no jobs: the report declares no experiment';
  if (stored === all) return `${plural(all, 'job')}, all from the store`;
  if (locked === all) return `${plural(all, 'job')}, all from the locked results`;
  const others = locked === 0 ? '' : `, ${locked} from the locked results`;
  return `${plural(all, 'job')}: ${ran} ran, ${stored} from the store${others}`;
}

export const nothingWritten = (count: number): string =>
  `${plural(count, 'mistake')}. Nothing was written: the last good output stays. Mend the above and run again.`;

export const warning = (rule: string): string => `${rule} (warning)`;

export const interrupted = (): string =>
  'Interrupted. Finished jobs are kept: run again to go on from there.';

export const unexpected = (message: string): string =>
  `A fault of this program, not of your report: ${message}. Run again with --debug for the stack, and report it.`;

export const leadsOutside = (reason: string): string =>
  `${reason}. Nothing is read or written there: put the file or folder itself in the place of the link.`;

export const notAWholeNumber = (option: string, text: string): string =>
  `${option} takes a whole number from 1 up, not "${text}".`;

export const notDays = (text: string): string => `--days takes a whole number from 0 up, not "${text}".`;

export const weightsUnchanged = (file: string): string => `${file}: trained again, the same bytes.`;

export const weightsWritten = (file: string, sha256: string): string =>
  `${file}: written, sha256 ${sha256.slice(0, 12)}…. The next report uses these weights; commit them with their manifest.`;

export const dataWhole = (file: string, bytes: number): string =>
  `${file}: whole, ${bytes.toLocaleString('en')} bytes.`;

export const unknownManifest = (path: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no ${path}`, { nearest, known, orElse: 'write it' });

export const noManifests = (folder: string): string =>
  `no manifest in ${folder}/. Write one, NAME.yaml, as the README shows, or name another report with --report FOLDER.`;

export const noRecipe = (): string =>
  'The manifest does not say how these weights were made, so nobody can train them again. Add made: {task, parameters, seed, result}; weights that others trained belong among the data sets.';

export const noFileResult = (task: string, result: string): string =>
  `task "${task}" has no file result "${result}". Name the one that holds the weights under made.result.`;

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
