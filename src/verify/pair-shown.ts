import { isQuoted, type Shown } from '../base/origins.ts';
import { formatPlace } from '../base/place.ts';

/** One place of the document, as the locked results fill it and as those of this run do. */
export interface ShownPair {
  /** Null where the locked results, or these, show nothing there: a table with fewer rows. */
  locked: Shown | null;
  now: Shown | null;
}

/** What is shown of results, published figures aside, in the order of `now`, then what only the locked results show. */
export function pairShown(locked: readonly Shown[], now: readonly Shown[]): ShownPair[] {
  // A published figure by itself is the same in both: no run gives it.
  const isOfResults = ({ origin }: Shown): boolean => !isQuoted(origin);
  const waiting = new Map<string, Shown[]>();
  for (const shown of locked.filter(isOfResults)) {
    const name = nameOf(shown);
    const queue = waiting.get(name);
    if (queue) queue.push(shown);
    else waiting.set(name, [shown]);
  }
  const taken = new Map<string, number>();
  const pairs = now.filter(isOfResults).map((shown): ShownPair => {
    const name = nameOf(shown);
    const index = taken.get(name) ?? 0;
    taken.set(name, index + 1);
    return { locked: waiting.get(name)?.[index] ?? null, now: shown };
  });
  const gone = [...waiting].flatMap(([name, queue]) => queue.slice(taken.get(name) ?? 0));
  return [...pairs, ...gone.map((shown): ShownPair => ({ locked: shown, now: null }))];
}

/** The same binding of the sources; the cells of a column share it, a row each. */
function nameOf({ as, origin }: Shown): string {
  return [as, formatPlace(origin.place), origin.expression].join('\0');
}
