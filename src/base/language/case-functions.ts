import * as say from '../messages/language.ts';
import { nearestName } from '../nearest.ts';
import { LanguageFault } from './fault.ts';
import { checkKeys, compareKeys, typeOfKey, type Key } from './order.ts';
import { listOf, scalarOf, wrongArgument, type FunctionTable } from './signature.ts';
import {
  anyList,
  chosenBy,
  eitherOf,
  isAnything,
  isUnknown,
  itemsOf,
  joinSources,
  list,
  type RecordValue,
  type Value,
} from './value.ts';

/** Functions over the cases of an experiment and over rows. */
export const caseFunctions: FunctionTable = {
  cases: { least: 1, most: 1, call: (values, name) => casesOf(values[0], name) },
  pluck: { least: 2, most: 2, call: pluck },
  best: { least: 2, most: 2, call: (values, name) => extreme(values, name, ['highest', 'max']) },
  lowest: { least: 2, most: 2, call: (values, name) => extreme(values, name, ['lowest', 'min']) },
  sort: { least: 1, most: 2, call: sort },
};

function casesOf(value: Value | undefined, name: string): Value {
  if (value?.type === 'record' && value.cases) {
    if (value.cases.length !== 0) return value.cases;
    throw new LanguageFault('expression-is-valid', say.allCasesAreHidden(value.path));
  }
  if (isAnything(value)) return value;
  throw new LanguageFault('expression-is-valid', say.onlyExperimentsHaveCases(name));
}

function pluck(values: readonly Value[], name: string): Value {
  if (isAnything(values[1])) return anyList(values[1].sources);
  const rows = listOf(values, 0, name);
  const path = pathArgument(values[1], name);
  const at = (index: number): Value => memberOf(rows.at(index), path, name);
  if (rows.length === null) return { type: 'list', length: null, spec: null, sources: rows.sources, at };
  return list(itemsOf(rows).map((_, index) => at(index)));
}

/** The case (or row) with the highest or lowest number under a name; where two share it neither is the one. */
function extreme(
  values: readonly Value[],
  name: string,
  [word, least]: readonly ['highest', 'max'] | readonly ['lowest', 'min'],
): Value {
  const [first] = values;
  const rows = first?.type === 'list' ? first : casesOf(first, name);
  if (rows.type !== 'list') return rows;
  const open = [values[1], ...itemsOf(rows)].find(isAnything);
  if (open) return open;
  const path = pathArgument(values[1], name);
  const items = itemsOf(rows).filter((row) => row.type === 'record');
  const numbers = items.map((row) =>
    scalarOf(memberOf(row, path, name), { name, index: 1, wanted: 'number' }),
  );
  const [start, ...others] = items;
  if (!start) throw new LanguageFault('expression-is-valid', say.tooFew(name, 1, 0));
  const by = joinSources(items.map((row) => memberOf(row, path, name)));
  if (numbers.some(isUnknown) || rows.length === null)
    return chosenBy(others.reduce<Value>(eitherOf, start), by);
  const choose =
    least === 'max' ? (a: number, b: number) => Math.max(a, b) : (a: number, b: number) => Math.min(a, b);
  const most = numbers.map(Number).reduce((a, b) => choose(a, b));
  const winners = items.filter((_, index) => numbers[index] === most);
  if (winners.length > 1)
    throw new LanguageFault('expression-is-valid', say.bestOfTies(path, winners.map(rowName), [word, least]));
  return chosenBy(winners[0] ?? start, by);
}

/** Numbers or texts in their order, null last; rows by what stands under a name, `-name` from the highest down. */
function sort(values: readonly Value[], name: string): Value {
  if (isAnything(values[0]) || isAnything(values[1])) return anyList(joinSources(values));
  const items = listOf(values, 0, name);
  const written = values[1] === undefined ? '' : pathArgument(values[1], name);
  const path = written.replace(/^-/, '');
  const elements = itemsOf(items);
  const keys = elements.map((item) => keyOf(path === '' ? item : memberOf(item, path, name)));
  checkKeys(keys, path === '' ? 'the list' : path);
  if (items.length === null) return items;
  if (keys.some(isUnknown)) return list(elements.map(() => elements.reduce(eitherOf)));
  const order = [...keys.entries()].sort(([, a], [, b]) => compareKeys(a, b, written.startsWith('-')));
  return list(order.flatMap(([index]) => elements[index] ?? []));
}

function keyOf(value: Value): Key {
  typeOfKey(value);
  return value.type === 'scalar' ? value.value : null;
}

function rowName(row: RecordValue): string {
  const name = row.get('case');
  return name?.type === 'scalar' && typeof name.value === 'string' ? name.value : row.path;
}

function pathArgument(value: Value | undefined, name: string): string {
  const path = scalarOf(value, { name, index: 1, wanted: 'text' });
  if (typeof path === 'string') return path;
  throw wrongArgument(name, 1, 'a text known before the run', value);
}

/** What stands under a name, or under names one below the other (`final.f1`), in a row. */
function memberOf(row: Value, path: string, name: string): Value {
  let value = row;
  for (const part of path.split('.')) {
    if (isAnything(value)) return value;
    if (value.type !== 'record') throw wrongArgument(name, 0, `a list of rows with "${path}"`, value);
    const found = value.get(part);
    if (!found) throw missing(path, part, value);
    value = found;
  }
  return value;
}

function missing(path: string, part: string, row: RecordValue): LanguageFault {
  const nearest = nearestName(part, row.names());
  return new LanguageFault('result-is-known', say.unknownName(path, nearest, row.names()));
}
