import { roundDown } from '../base/messages/spread.ts';
import { mostOfSpread } from './check-spread.ts';
import type { View } from './views.ts';

/** A tolerance that what was measured supports. */
export interface ProposedTolerance {
  path: string;
  within: number;
}

/**
 * A tolerance for a spread: twice it, or one unit of the last digit shown if that is more, and at most three times it. Null
 * where nothing is off.
 */
export function proposeTolerance(spread: number, unit: number | null): number | null {
  if (!(spread > 0) || !Number.isFinite(spread)) return null;
  return roundDown(Math.min(mostOfSpread * spread, Math.max(unit ?? 0, 2 * spread)));
}

/**
 * One unit of the last digit that a view shows of a number near `value`: the least power of ten by which it may neither grow
 * nor shrink without being printed otherwise. Null for a view that shows no digit of it.
 */
export function unitOf({ print }: View, value: number): number | null {
  const text = print(value);
  for (let power = -15; power <= 15; power += 1) {
    const step = 10 ** power;
    if (print(value + step) !== text && print(value - step) !== text) return step;
  }
  return null;
}
