import type { Place } from '../place.ts';
import { formatPlace } from '../place.ts';

/** Sentences of `report check --fix`. */

/** A line in which numbers were bound: where, and as it was and is. */
export const lineWasChanged = (place: Place, { before, after }: { before: string; after: string }): string =>
  `${formatPlace(place)}\n  - ${before.trim()}\n  + ${after.trim()}`;

export const nothingToFix = (left: number): string =>
  left === 0
    ? 'nothing to fix: every number is accounted for'
    : `nothing to fix: ${numbers(left)} left, for which no result, or more than one, can be told`;

export const wereBound = (bound: number, left: number): string =>
  left === 0 ? `${numbers(bound)} bound` : `${numbers(bound)} bound, ${left} left`;

const numbers = (count: number): string => `${count} number${count === 1 ? '' : 's'}`;
