/** How values differ from the locked ones, and the tolerance that applied: parts of sentences, for people. */

import type { Tolerance } from '../kinds.ts';

/** `0.871 → 0.873, 0.002 off` */
export function offBy(locked: number, now: number): string {
  return `${locked} → ${now}, ${roughly(Math.abs(now - locked))} off`;
}

/** Two digits tell how large a gap is. */
export function roughly(gap: number): string {
  return String(Number(gap.toPrecision(2)));
}

export const becomes = (locked: string, now: string): string => `${quote(locked)} → ${quote(now)}`;

/** The text is the same both times. */
export const printedAlike = (text: string, format: string): string =>
  `printed as ${text} both times (${format})`;

export const printedOtherwise = (locked: string, now: string, format: string): string =>
  `printed as ${now} instead of ${locked} (${format})`;

export const behindAlike = (places: number): string =>
  places === 1
    ? 'the one number that it goes into is printed as it was'
    : `all ${places} numbers that it goes into are printed as they were`;

export const behindOtherwise = (locked: string, now: string): string =>
  `a number that it goes into is printed as ${now} instead of ${locked}`;

export const withinDrawn = (step: number): string =>
  `nothing prints it, and ±${roughly(step)} cannot be seen in a figure`;

export const beyondDrawn = (step: number): string =>
  `nothing prints it, and a figure shows ±${roughly(step)}`;

export const withinDeclared = ({ within, reason }: Tolerance): string =>
  `within the declared ±${within} (${reason})`;

export const beyondDeclared = ({ within }: Tolerance): string => `beyond the declared ±${within}`;

export const noTolerance = (): string => 'no tolerance is declared';

export const countsAreExact = (): string => 'counts are compared exactly';

export const textsAreExact = (): string => 'texts are compared exactly';

export const notFinite = (): string => 'no finite number';

export const beyondFactor = (factor: number, most: number): string =>
  `${factor.toPrecision(2)} times as long or short, and a machine may take ${most} times`;

export const noDuration = (): string => 'that is no duration';

export const measuredTooUnlike = (locked: number, now: number, most: number): string =>
  `${Number(locked.toPrecision(3))} → ${Number(now.toPrecision(3))}, beyond a factor of ${most}`;

// ---- lists, matrices and tables ----------------------------------------------------------------------------------

export const otherSize = (what: string, locked: number, now: number): string =>
  `${locked} ${what} → ${now} ${what}`;

export const otherShape = (locked: string, now: string): string => `${locked} → ${now} (rows × columns)`;

export const otherOrder = (row: number): string => `the same rows in another order, from row ${row} on`;

export const cellAppears = (value: number | string): string => `nothing → ${quote(value)}`;

export const cellVanishes = (value: number | string): string => `${quote(value)} → nothing`;

export const inElement = (index: number): string => `element ${index + 1}`;

export const inMatrix = (row: number, column: number): string => `row ${row + 1}, column ${column + 1}`;

export const inRow = (row: number, column: string, label: string | null): string =>
  `row ${row + 1}${label === null ? '' : ` (${label})`}, "${column}"`;

/** The worst of the cells that differ, and how many there are. */
export function cellsDiffer(differing: number, of: number, worst: { where: string; words: string }): string {
  const most = `${worst.where}: ${worst.words}`;
  return differing === 1 ? most : `${differing} of ${of} cells, the most in ${most}`;
}

// ---- pictures and files ------------------------------------------------------------------------------------------

export const otherPicture = (share: string, greatest: number, levels: number): string =>
  `${share} of the pixels differ, by at most ${greatest} of ${levels} levels`;

export const otherPictureSize = (locked: string, now: string): string => `${locked} → ${now} pixels`;

export const pictureUnread = (): string => 'another digest, and the pixels of one of the two cannot be read';

export const otherFile = (locked: string, now: string): string =>
  `another digest (${locked.slice(0, 12)} → ${now.slice(0, 12)})`;

export const otherLength = (locked: number, now: number): string => `${locked} → ${now} bytes`;

export const onlyDigest = (): string => 'only its digest is locked, so nothing tells by how much';

export const otherTensors = (name: string): string =>
  `the tensor "${name}" has another shape or type, or is missing`;

export const tensorsOff = (gap: number, name: string): string =>
  `values are off by at most ${roughly(gap)} (in "${name}")`;

export const otherBytes = (): string => 'the values are those locked, and other bytes of the file differ';

export const otherKind = (): string => 'another kind of value than was locked';

export const resultIsGone = (): string => 'this run does not give it';

export const resultIsNew = (): string => 'nothing is locked under this name';

// ---- numbers of the document -------------------------------------------------------------------------------------

export const numberPrinted = (locked: string, now: string): string =>
  `printed as ${now} instead of ${locked}`;

export const otherWords = (locked: string, now: string): string => `${quote(locked)} → ${quote(now)}`;

export const otherWinner = (locked: readonly string[], now: readonly string[]): string =>
  `another result stands here: ${namesOf(now)} instead of ${namesOf(locked)}`;

export const shownMoreOften = (locked: number, now: number): string =>
  `shown ${times(locked)} with the locked results and ${times(now)} with these`;

export const resultDiffers = (id: string, difference: string): string => `${id}: ${difference}`;

export const sameAtDigits = (): string => 'bits behind it differ, and it is printed as it was';

export const andMore = (others: number): string => (others === 0 ? '' : `; ${others} more like it`);

function namesOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'none';
  const [first = '', ...others] = ids;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function quote(value: number | string): string {
  return typeof value === 'number' ? String(value) : `"${value}"`;
}
