import type { FunctionArity } from '../expression.ts';
import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import {
  anyList,
  isAnything,
  isUnknown,
  itemsOf,
  joinSources,
  scalar,
  typeOfScalar,
  type ListValue,
  type Scalar,
  type Unknown,
  type Value,
} from './value.ts';

/** A function of the language: how many arguments it takes and what it makes of them. */
export interface LanguageFunction extends FunctionArity {
  call(values: readonly Value[], name: string): Value;
}

export interface FunctionTable {
  readonly [name: string]: LanguageFunction;
}

type Known<Type> = Type extends 'number' ? number : Type extends 'text' ? string : Scalar;
type Wanted = 'number' | 'text' | 'scalar';

/**
 * A function of scalars. `wanted` types its arguments, the last one repeats up to `most`; before the run, with an
 * argument unknown, it gives an unknown of type `gives`.
 */
export function ofScalars<Type extends Wanted>(
  arity: readonly [least: number, most: number],
  wanted: readonly Type[],
  gives: 'number' | 'text' | 'truth',
  apply: (...values: Known<Type>[]) => Scalar,
): LanguageFunction {
  const call = (values: readonly Value[], name: string): Value => {
    const plain = values.map((value, index) =>
      scalarOf(value, { name, index, wanted: wanted[Math.min(index, wanted.length - 1)] ?? 'scalar' }),
    );
    const sources = joinSources(values);
    if (plain.some(isUnknown)) return scalar({ unknown: gives }, sources);
    return scalar(finite(apply(...(plain as Known<Type>[])), name), sources);
  };
  return { least: arity[0], most: arity[1], call };
}

/** A function from a list of numbers (or several numbers) to a number; unknown numbers give an unknown one. */
export function ofNumbers(
  apply: (values: readonly number[]) => number,
  { most = 1, fewest = 1 }: { most?: number; fewest?: number } = {},
): LanguageFunction {
  const call = (values: readonly Value[], name: string): Value => {
    const elements = values.length === 1 ? elementsOf(values, fewest, name) : values;
    const plain = elements.map((value, index) => scalarOf(value, { name, index, wanted: 'number' }));
    const sources = joinSources(elements);
    const isOpen = values[0]?.type === 'list' && values[0].length === null;
    const numbers = plain.filter((value) => typeof value === 'number');
    if (isOpen || numbers.length < plain.length) return scalar({ unknown: 'number' }, sources);
    return scalar(finite(apply(numbers), name), sources);
  };
  return { least: 1, most, call };
}

/** The elements of the one argument, which must be a list with at least so many. */
function elementsOf(values: readonly Value[], fewest: number, name: string): readonly Value[] {
  const elements = listOf(values, 0, name);
  const given = elements.length ?? fewest;
  if (given < fewest) throw new LanguageFault('expression-is-valid', say.tooFew(name, fewest, given));
  return itemsOf(elements);
}

/** An argument that must be a list. */
export function listOf(values: readonly Value[], index: number, name: string): ListValue {
  const value = values[index];
  if (value?.type === 'list') return value;
  if (isAnything(value)) return anyList(value.sources);
  throw wrongArgument(name, index, 'a list', value);
}

/** An argument that must be a scalar of a type; `scalar` takes any. */
export function scalarOf(
  value: Value | undefined,
  { name, index, wanted }: { name: string; index: number; wanted: Wanted },
): Scalar | Unknown {
  if (value?.type !== 'scalar') throw wrongArgument(name, index, wordsFor(wanted), value);
  const type = typeOfScalar(value.value);
  if (wanted !== 'scalar' && type !== wanted && type !== 'any')
    throw wrongArgument(name, index, wordsFor(wanted), value);
  return value.value;
}

export function wrongArgument(
  name: string,
  index: number,
  wanted: string,
  value: Value | undefined,
): LanguageFault {
  const got = value ? describe(value) : 'missing';
  return new LanguageFault('expression-is-valid', say.wrongArgument(name, index + 1, wanted, got));
}

function wordsFor(wanted: Wanted): string {
  return wanted === 'scalar' ? 'a number, a text or true or false' : `a ${wanted}`;
}

function finite(value: Scalar, name: string): Scalar {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  throw new LanguageFault('result-is-finite', say.notFinite(`${name}(…)`));
}
