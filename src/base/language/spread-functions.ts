import * as say from '../messages/language.ts';
import { LanguageFault } from './fault.ts';
import { meanOf, sdOf } from './number-functions.ts';
import { listOf, scalarOf, type FunctionTable } from './signature.ts';
import { eitherOf, itemsOf, joinSources, scalar, type Sources, type Value } from './value.ts';

/** Nearer than so many standard deviations two results are not told apart. */
const DISTINCT = 2;

/** Functions that hold a difference against the spread of runs which differ in nothing but the seed. */
export const spreadFunctions: FunctionTable = {
  margin: { least: 2, most: 2, call: margin },
  verdict: { least: 5, most: 5, call: verdict },
};

/** By how many standard deviations the mean of some runs lies above that of others; below, it is negative. */
function margin(values: readonly Value[], name: string): Value {
  const { gap, sources } = gapBetween(values, name);
  if (gap === null) return scalar({ unknown: 'number' }, sources);
  const [difference, spread] = gap;
  if (difference !== 0 && spread === 0)
    throw new LanguageFault('result-is-finite', say.notFinite('margin(…)'));
  return scalar(difference === 0 ? 0 : difference / spread, sources);
}

/** Of three values the first where the runs lie above the others, the second where below, else the third. */
function verdict(values: readonly Value[], name: string): Value {
  const { gap, sources } = gapBetween(values, name);
  const [above, below, neither] = values.slice(2);
  if (!above || !below || !neither) throw new RangeError('a verdict is one of three');
  if (gap === null) return { ...[above, below, neither].reduce(eitherOf), sources };
  const [difference, spread] = gap;
  const isDistinct = difference !== 0 && Math.abs(difference) >= DISTINCT * spread;
  const chosen = !isDistinct ? neither : difference > 0 ? above : below;
  return { ...chosen, sources: joinSources([chosen, { sources }]) };
}

interface Gap {
  /** The difference of the means, and the spread; null before the run. */
  gap: readonly [difference: number, spread: number] | null;
  sources: Sources;
}

/** The spread is the larger one where both were run more than once: what is told apart by it is so by the other. */
function gapBetween(values: readonly Value[], name: string): Gap {
  const lists = [listOf(values, 0, name), listOf(values, 1, name)] as const;
  const sources = joinSources(lists.flatMap(itemsOf));
  const [ours, others] = lists.map((list, index) =>
    itemsOf(list).map((item) => scalarOf(item, { name, index, wanted: 'number' })),
  );
  const counts = lists.map((list) => list.length ?? 2);
  if (Math.min(...counts) < 1) throw tooFew(name, 1, 0);
  if (Math.max(...counts) < 2) throw tooFew(name, 2, Math.max(...counts));
  const runs = [ours, others].map((each = []) => each.filter((value) => typeof value === 'number'));
  if (lists.some((list, index) => list.length !== runs[index]?.length)) return { gap: null, sources };
  const [a = 0, b = 0] = runs.map(meanOf);
  const spread = Math.max(...runs.filter((each) => each.length > 1).map(sdOf));
  return { gap: [a - b, spread], sources };
}

function tooFew(name: string, fewest: number, given: number): LanguageFault {
  return new LanguageFault('expression-is-valid', say.tooFew(name, fewest, given));
}
