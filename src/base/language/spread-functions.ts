import * as say from '../messages/language.ts';
import { LanguageFault } from './fault.ts';
import { meanOf, sdOf } from './number-functions.ts';
import { listOf, ofScalars, scalarOf, type FunctionTable } from './signature.ts';
import { studentTail } from './student.ts';
import { eitherOf, itemsOf, joinSources, scalar, type Sources, type Value } from './value.ts';

/** Nearer than so many standard deviations two results are not told apart. */
const DISTINCT = 2;

/** Functions that hold a difference against the spread of runs which differ in nothing but the seed. */
export const spreadFunctions: FunctionTable = {
  margin: { least: 2, most: 3, call: margin },
  pooled_sd: { least: 1, most: Infinity, call: pooledSd },
  student_tail: ofScalars([2, 2], ['number'], 'number', (t = 0, freedom = 1) => {
    if (Number.isInteger(freedom) && freedom >= 1) return studentTail(t, freedom);
    throw new LanguageFault('expression-is-valid', say.freedomIsNotWhole(freedom));
  }),
  verdict: { least: 5, most: 5, call: verdict },
};

/**
 * By how many standard deviations the mean of some runs lies above that of others; below, it is negative. The standard
 * deviation is that of the runs, or a third argument.
 */
function margin(values: readonly Value[], name: string): Value {
  const { gap, sources } = values.length > 2 ? gapByGiven(values, name) : gapBetween(values, name);
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

/**
 * The standard deviation that several lists of runs have in common, as if all varied alike: the root of the mean of their
 * variances, each counted by its runs less one.
 */
function pooledSd(values: readonly Value[], name: string): Value {
  const lists = values.map((_, index) => runsOf(values, index, name));
  const sources = joinSources(lists);
  const most = Math.max(...lists.map(({ count }) => count));
  if (most < 2) throw tooFew(name, 2, most);
  const known = lists.flatMap(({ runs }) => (runs === null ? [] : [runs]));
  if (known.length < lists.length) return scalar({ unknown: 'number' }, sources);
  const varied = known.filter((runs) => runs.length > 1);
  const squares = varied.map((runs) => sdOf(runs) ** 2 * (runs.length - 1));
  const freedom = varied.map((runs) => runs.length - 1);
  return scalar(Math.sqrt(sumOf(squares) / sumOf(freedom)), sources);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

interface Gap {
  /** The difference of the means, and the spread; null before the run. */
  gap: readonly [difference: number, spread: number] | null;
  sources: Sources;
}

/** The spread is the larger one where both were run more than once: what is told apart by it is so by the other. */
function gapBetween(values: readonly Value[], name: string): Gap {
  const [ours, others] = [runsOf(values, 0, name), runsOf(values, 1, name)];
  const sources = joinSources([ours, others]);
  refuseEmpty([ours, others], name);
  const most = Math.max(ours.count, others.count);
  if (most < 2) throw tooFew(name, 2, most);
  if (ours.runs === null || others.runs === null) return { gap: null, sources };
  const spread = Math.max(...[ours.runs, others.runs].filter((each) => each.length > 1).map(sdOf));
  return { gap: [meanOf(ours.runs) - meanOf(others.runs), spread], sources };
}

/** The spread is the third argument. */
function gapByGiven(values: readonly Value[], name: string): Gap {
  const [ours, others] = [runsOf(values, 0, name), runsOf(values, 1, name)];
  const spread = scalarOf(values[2], { name, index: 2, wanted: 'number' });
  const sources = joinSources([ours, others, ...values.slice(2)]);
  refuseEmpty([ours, others], name);
  if (ours.runs === null || others.runs === null || typeof spread !== 'number') return { gap: null, sources };
  return { gap: [meanOf(ours.runs) - meanOf(others.runs), spread], sources };
}

interface Runs {
  /** Null before the run. */
  runs: readonly number[] | null;
  /** How many; where that is not known, enough. */
  count: number;
  sources: Sources;
}

/** An argument that lists what some runs came to. */
function runsOf(values: readonly Value[], index: number, name: string): Runs {
  const list = listOf(values, index, name);
  const items = itemsOf(list).map((item) => scalarOf(item, { name, index, wanted: 'number' }));
  const runs = items.filter((value) => typeof value === 'number');
  return {
    runs: list.length === runs.length ? runs : null,
    count: list.length ?? 2,
    sources: joinSources(itemsOf(list)),
  };
}

function refuseEmpty(lists: readonly Runs[], name: string): void {
  if (lists.some(({ count }) => count < 1)) throw tooFew(name, 1, 0);
}

function tooFew(name: string, fewest: number, given: number): LanguageFault {
  return new LanguageFault('expression-is-valid', say.tooFew(name, fewest, given));
}
