import type { Scope } from '../base/language/scope.ts';
import { isUnknown, itemsOf, scalar, type ScalarValue, type Value } from '../base/language/value.ts';
import type { Experiment } from '../base/experiment.ts';

/** Something that a binding could show: an expression, and the number that it gives. */
export interface Candidate {
  expression: string;
  /** A scalar whose value is a number. */
  scalar: ScalarValue;
  number: number;
  /** The experiment it belongs to; null for a published figure. */
  experiment: string | null;
}

/** Of a long list only so many elements are looked at, and so many levels of records. */
const LONGEST = 100;
const DEEPEST = 8;
/** What a case has that no result gave and nobody would bind; what its run took is another number the next time. */
const SAID = new Set(['label', 'note', 'case', 'published', 'seeds', 'run']);

/** Every number known of some experiments, their parameters included, the lengths of lists, and every published figure. */
export function listCandidates(
  scope: Scope,
  experiments: readonly Pick<Experiment, 'name' | 'cases'>[],
  { isOne }: { isOne: boolean } = { isOne: false },
): Candidate[] {
  const [names] = scope;
  const candidates: Candidate[] = [];
  for (const { name, cases } of experiments) {
    const value = names?.get(name);
    if (value?.type !== 'record') continue;
    if (cases === null) addCase(value, name, { experiment: name, candidates, isOne });
    for (const one of cases ?? []) {
      addCase(value.get(one.name), `${name}.${one.name}`, { experiment: name, candidates, isOne });
    }
  }
  addValue(names?.get('published'), 'published', { experiment: null, candidates, isOne, depth: 0 });
  return candidates;
}

/** Single results and published figures: neither parameters, nor what lists hold, nor clock times, which are others in each run. */
export function listScalars(
  scope: Scope,
  experiments: readonly Pick<Experiment, 'name' | 'cases'>[],
): Candidate[] {
  return listCandidates(scope, experiments, { isOne: true });
}

interface Listing {
  experiment: string | null;
  candidates: Candidate[];
  /** Without parameters, lists and durations. */
  isOne: boolean;
}

function addCase(value: Value | undefined, path: string, listing: Listing): void {
  if (value?.type !== 'record') return;
  for (const name of value.names()) {
    if (!SAID.has(name) && !(listing.isOne && name === 'given'))
      addValue(value.get(name), `${path}.${name}`, { ...listing, depth: 0 });
  }
}

function addValue(value: Value | undefined, path: string, listing: Listing & { depth: number }): void {
  if (value === undefined || listing.depth > DEEPEST) return;
  const inner = { ...listing, depth: listing.depth + 1 };
  if (value.type === 'scalar') addScalar(value, path, listing);
  else if (value.type === 'record') {
    for (const name of value.names()) addValue(value.get(name), `${path}.${name}`, inner);
  } else if (value.type === 'list' && value.length !== null && !listing.isOne) {
    // The shape of a matrix is its form, not a count.
    if (value.spec?.kind !== 'matrix')
      addScalar(scalar(value.length, value.sources), `length(${path})`, listing);
    for (let index = 0; index < Math.min(value.length, LONGEST); index += 1) {
      addElement(value.at(index), `${path}[${index}]`, inner);
    }
  }
}

/** The row of a matrix has no length worth telling either. */
function addElement(value: Value, path: string, listing: Listing & { depth: number }): void {
  if (value.type !== 'list') addValue(value, path, listing);
  else
    itemsOf(value).forEach((item, index) => {
      addValue(item, `${path}[${index}]`, listing);
    });
}

function addScalar(value: ScalarValue, expression: string, listing: Listing): void {
  const { candidates, experiment, isOne } = listing;
  if (isUnknown(value.value) || typeof value.value !== 'number') return;
  if (isOne && value.sources.timed) return;
  candidates.push({ expression, scalar: value, number: value.value, experiment });
}
