/** Sentences of the print room: what a locked document is, and how another differs from it. */

import type { PrintAspect } from '../document-print.ts';
import { formatPlace, type Place } from '../place.ts';
import { anew } from './lock.ts';

export function printIsMissing(folder: string | null): string {
  return `What the document shows is not locked, though its results are. Take the file from git again, or ${anew(folder)}.`;
}

export const printIsDamaged = (reason: string, folder: string | null): string =>
  `The locked document cannot be used: ${reason}. Take the file from git again, or ${anew(folder)}.`;

export const printIsNoJson = (): string => 'the file is cut off, or no JSON';
export const printSaysTwice = (): string =>
  'the file gives a name twice, so that it is not clear which value counts';
export const printIsInConflict = (): string => 'the file holds an unresolved merge of git';
export const printOfVersion = (found: number, expected: number): string =>
  `the file has format ${found}, and this program reads format ${expected}`;
export const printLacks = (reason: string): string => `its content is not what was locked (${reason})`;
export const printWasEdited = (source: string): string => `what it says of ${source} is not what was locked`;

// ---- what of a figure or claim differs ---------------------------------------------------------------------------

export const pictureOf = ({
  width,
  height,
  sha256,
}: {
  width: number;
  height: number;
  sha256: string;
}): string => `${width} × ${height} pixels (sha256 ${sha256.slice(0, digits)}…)`;

export const specIsAnother = (): string => 'the same spec, edited';

export const isTimed = (timed: boolean): string =>
  timed ? 'durations, which are not locked' : 'locked rows';

export const rowsOf = ({ count, fields }: { count: number; fields: readonly string[] }): string =>
  `${plural(count, 'row')} of ${fields.join(', ')}`;

export const valueOf = (field: string, row: number, value: string): string =>
  `${field} of row ${row}: ${value}`;

export const moreValues = (value: string, more: number, of: number): string =>
  `${value}, and ${more} more of ${of} values`;

export const extremesOf = (
  field: string,
  { least, greatest, values }: { least: number | null; greatest: number | null; values: number },
): string =>
  least === null
    ? `${field}: ${plural(values, 'value')}`
    : `${field}: ${least} to ${greatest ?? least}, ${plural(values, 'value')}`;

export const othersBetween = (): string => 'other values between the same extremes';

export const heldOf = (held: boolean | null): string =>
  held === null ? 'for the machine to say' : held ? 'true' : 'false';

// ---- what changed, for people ------------------------------------------------------------------------------------

/** How many of what changed. */
export interface ChangeCounts {
  /** By their text. */
  numbers: Counts;
  /** Numbers of the same text and another expression, format or other results. */
  bindings: number;
  tables: Counts;
  figures: Counts;
  claims: Counts;
  turnedFalse: number;
  /** Claims in other words. */
  reworded: number;
}

interface Counts {
  changed: number;
  new: number;
  gone: number;
}

/** `7 numbers changed, 2 new; 1 figure changed; 1 claim turned false`; empty where nothing did. */
export function countsOf(counts: ChangeCounts, beyond: number | null = null): string {
  const { numbers, bindings, tables, figures, claims, turnedFalse, reworded } = counts;
  const far = beyond === null ? '' : `, ${beyond} beyond tolerance`;
  const others = claims.changed - turnedFalse;
  return [
    ...countsOfKind('number', numbers, far),
    ...(bindings > 0 ? [`${plural(bindings, 'number')} bound otherwise`] : []),
    ...countsOfKind('table', tables),
    ...countsOfKind('figure', figures),
    ...(turnedFalse > 0 ? [`${plural(turnedFalse, 'claim')} turned false`] : []),
    ...countsOfKind('claim', { ...claims, changed: others }),
    ...(reworded > 0 ? [`${plural(reworded, 'claim')} reworded`] : []),
  ].join('; ');
}

function countsOfKind(kind: string, { changed, new: added, gone }: Counts, far = ''): string[] {
  const parts = [
    ...(changed > 0 ? [`${plural(changed, kind)} changed${far}`] : []),
    ...(added > 0 ? [changed > 0 ? `${added} new` : `${plural(added, kind)} new`] : []),
    ...(gone > 0 ? [changed + added > 0 ? `${gone} gone` : `${plural(gone, kind)} gone`] : []),
  ];
  return parts.length > 0 ? [parts.join(', ')] : [];
}

/** `report/02.md:31:12  "The sentence that it stands in"` */
export function whereChanged(change: {
  place: Place;
  of: string;
  id: string | null;
  sentence: string;
}): string {
  const { place, of, id, sentence } = change;
  const name = id === null ? '' : `${id} `;
  const kind = of === 'number' ? '' : `${of} `;
  return `${formatPlace(place)}  ${kind}${name}${quote(sentence)}`;
}

export const indented = (text: string): string => `    ${text}`;

export const beyondTolerance = (line: string): string => `${line} (beyond tolerance)`;

export const moreCells = (more: number): string[] =>
  more === 0 ? [] : [indented(`and ${plural(more, 'further cell')} in the same way`)];

export const moreChanges = (more: number): string => `and ${plural(more, 'more change')}: --all shows them`;

interface Sides {
  locked: string | null;
  now: string | null;
}

/** Of what has no text on one side, e.g. a duration, that is said. */
export const aspectChanged = (name: string, { locked, now }: Sides): string =>
  `${name}: ${shortened(locked)} -> ${shortened(now)}`;

export const aspectWord = (aspect: PrintAspect): string => (aspect === 'held' ? 'it is' : aspect);

export function isNewOrGone(type: string, of: string, expression: string | null, text: Sides | null): string {
  const shown = text === null ? '' : `: ${shortened(text.now ?? text.locked)}`;
  const what = of === 'number' ? (expression ?? '') : of === 'claim' ? `claim (${expression ?? ''})` : of;
  return `${what} is ${type}${shown}`;
}

const longest = 100;

function shortened(text: string | null): string {
  if (text === null) return 'nothing';
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function quote(text: string): string {
  return `"${shortened(text)}"`;
}

// ---- in the account of a lock ------------------------------------------------------------------------------------

export const printIsNew = (numbers: number, figures: number, claims: number): string =>
  `document.json  new: ${plural(numbers, 'number')}, ${plural(figures, 'figure')}, ${plural(claims, 'claim')}`;

export const printIsReplaced = (reason: string): string => `document.json  written anew, since ${reason}`;

export const printFollows = (): string =>
  'document.json  places and sentences follow the sources; what the document shows is as before';

export const printChanges = (counts: string): string => `document.json  ${counts}`;

const digits = 12;

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
