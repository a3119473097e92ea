import * as say from '../messages/language.ts';
import { LanguageFault } from './fault.ts';
import { applyBinary } from './operators.ts';
import { listOf, scalarOf, wrongArgument, ofNumbers, type FunctionTable } from './signature.ts';
import {
  eitherOf,
  isAnything,
  isUnknown,
  itemsOf,
  joinSources,
  list,
  scalar,
  type ListValue,
  type Value,
} from './value.ts';

/** Functions of lists; `length` and `slice` take texts as well. */
export const listFunctions: FunctionTable = {
  length: { least: 1, most: 1, call: lengthOf },
  count: { least: 1, most: 1, call: (values, name) => lengthOfList(listOf(values, 0, name)) },
  slice: { least: 2, most: 3, call: slice },
  concat: { least: 1, most: Infinity, call: concat },
  join: { least: 1, most: 2, call: join },
  differences: { least: 2, most: 2, call: differences },
  reverse: { least: 1, most: 1, call: reverse },
  extent: { least: 1, most: 1, call: extent },
  peek: {
    least: 1,
    most: 1,
    call: (values, name) => itemsOf(listOf(values, 0, name)).at(-1) ?? scalar(null),
  },
  sequence: { least: 1, most: 3, call: sequence },
  indexof: { least: 2, most: 2, call: indexOf },
};

const least = ofNumbers((values) => values.reduce((a, b) => Math.min(a, b)));
const most = ofNumbers((values) => values.reduce((a, b) => Math.max(a, b)));

function lengthOf(values: readonly Value[], name: string): Value {
  const [value] = values;
  if (value?.type === 'list') return lengthOfList(value);
  const text = scalarOf(value, { name, index: 0, wanted: 'text' });
  return scalar(isUnknown(text) ? { unknown: 'number' } : String(text).length, joinSources(values));
}

function lengthOfList(values: ListValue): Value {
  return scalar(values.length ?? { unknown: 'number' }, values.sources);
}

function slice(values: readonly Value[], name: string): Value {
  const [value, ...bounds] = values;
  const limits = bounds.map((bound, index) => scalarOf(bound, { name, index: index + 1, wanted: 'number' }));
  const isOpen = limits.some(isUnknown);
  const [from = 0, to] = limits.map(Number);
  if (value?.type === 'list') {
    return isOpen || value.length === null
      ? { ...value, length: null }
      : list(itemsOf(value).slice(from, to));
  }
  if (isAnything(value)) return value;
  const text = scalarOf(value, { name, index: 0, wanted: 'text' });
  const sliced = isOpen || isUnknown(text) ? { unknown: 'text' as const } : String(text).slice(from, to);
  return scalar(sliced, joinSources(values));
}

function join(values: readonly Value[], name: string): Value {
  const items = itemsOf(listOf(values, 0, name));
  const by = values[1] ? scalarOf(values[1], { name, index: 1, wanted: 'text' }) : ',';
  const texts = items.map((item) => {
    if (item.type !== 'scalar') throw wrongArgument(name, 0, 'a list of texts', values[0]);
    return scalarOf(item, { name, index: 0, wanted: 'text' });
  });
  const known = texts.filter((text) => typeof text === 'string');
  const isOpen = isUnknown(by) || known.length < texts.length;
  return scalar(isOpen ? { unknown: 'text' } : known.join(String(by)), joinSources(items));
}

/** One list of the elements of several, in their order. */
function concat(values: readonly Value[], name: string): Value {
  const lists = values.map((_, index) => listOf(values, index, name));
  const items = lists.flatMap(itemsOf);
  if (lists.every((one) => one.length !== null)) return list(items);
  const [first = scalar({ unknown: 'any' }), ...others] = items;
  const any = others.reduce(eitherOf, first);
  return { ...list([any]), length: null, at: () => any };
}

/** Of two lists paired by their order, each number of the first less that of the second. */
function differences(values: readonly Value[], name: string): Value {
  const [a, b] = [listOf(values, 0, name), listOf(values, 1, name)];
  if (a.length !== null && b.length !== null && a.length !== b.length)
    throw new LanguageFault('expression-is-valid', say.lengthsDiffer(name, a.length, b.length));
  const at = (index: number): Value => applyBinary('-', a.at(index), b.at(index));
  if (a.length === null || b.length === null)
    return { ...list([at(0)], joinSources([a, b])), length: null, at };
  return list(itemsOf(a).map((_, index) => at(index)));
}

function reverse(values: readonly Value[], name: string): Value {
  if (isAnything(values[0])) return values[0];
  const original = listOf(values, 0, name);
  return original.length === null ? original : list([...itemsOf(original)].reverse());
}

function extent(values: readonly Value[], name: string): Value {
  return list([least.call(values, name), most.call(values, name)]);
}

function sequence(values: readonly Value[], name: string): Value {
  const numbers = values.map((value, index) => scalarOf(value, { name, index, wanted: 'number' }));
  if (numbers.some(isUnknown)) return { ...list([scalar({ unknown: 'number' })]), length: null };
  const [first = 0, second, step = 1] = numbers.map(Number);
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isFinite(length) || length > LONGEST)
    throw wrongArgument(name, 2, 'a step that ends', values[2]);
  const sources = joinSources(values);
  return list(Array.from({ length }, (_, index) => scalar(start + index * step, sources)));
}

/** Longer sequences are slips, and would exhaust memory. */
const LONGEST = 1_000_000;

function indexOf(values: readonly Value[], name: string): Value {
  const items = itemsOf(listOf(values, 0, name)).map((item) =>
    scalarOf(item, { name, index: 0, wanted: 'scalar' }),
  );
  const wanted = scalarOf(values[1], { name, index: 1, wanted: 'scalar' });
  const isOpen = isUnknown(wanted) || items.some(isUnknown);
  return scalar(isOpen ? { unknown: 'number' } : items.indexOf(wanted), joinSources(values));
}
