import { command } from './lock.ts';

/** How the numbers of a document stand to the locked ones, for the account of a build. */
export interface LockedNumbers {
  equal: number;
  differing: readonly DifferingNumber[];
  /** Of jobs that are not locked. */
  unlocked: number;
  /** Durations, which are not compared. */
  timed: number;
}

interface DifferingNumber {
  place: string;
  expression: string;
  /** As printed; null within mathematics. */
  now: string | null;
  /** Null where the locked results have no such number. */
  locked: string | null;
}

export const nothingLocked = (folder: string | null): string =>
  `nothing is locked yet: ${command('lock', folder)} accepts these results`;

/** `: 440 as locked, 5 not`, to stand behind the number of all. */
export function lockedSummary({ equal, differing, unlocked, timed }: LockedNumbers): string {
  const not = differing.length + unlocked;
  const all = not === 0 ? 'all' : String(equal);
  const parts = [
    ...(equal + not > 0 ? [`${all} as locked`] : []),
    ...(differing.length > 0 ? [`${differing.length} not`] : []),
    ...(unlocked > 0 ? [`${unlocked} not locked`] : []),
    ...(timed > 0 ? [`${timed} ${timed === 1 ? 'duration' : 'durations'} apart`] : []),
  ];
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

const mostShown = 3;

/** The first numbers that differ, each in a line, and what to do. */
export function lockedDifferences({ differing, unlocked }: LockedNumbers, folder: string | null): string[] {
  const lines = differing.slice(0, mostShown).map(({ place, expression, now, locked }) => {
    const values = now === null ? '' : `  ${now} (locked: ${locked ?? 'nothing'})`;
    return `  ${place}  ${expression}${values}`;
  });
  const more = differing.length - mostShown;
  if (more > 0) lines.push(`  and ${more} more`);
  return differing.length + unlocked > 0 ? [...lines, `  ${command('lock', folder)} accepts them`] : lines;
}
