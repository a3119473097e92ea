import * as say from '../messages/language.ts';
import { nearestName } from '../nearest.ts';
import { caseFunctions } from './case-functions.ts';
import { correlationFunctions } from './correlation.ts';
import { LanguageFault } from './fault.ts';
import { listFunctions } from './list-functions.ts';
import { numberFunctions } from './number-functions.ts';
import type { FunctionTable, LanguageFunction } from './signature.ts';
import { spreadFunctions } from './spread-functions.ts';
import { textFunctions } from './text-functions.ts';
import type { Value } from './value.ts';

/** `if` and `seeds` are called by the walk itself, which decides what of their arguments is evaluated and how often. */
const byTheWalk: FunctionTable = {
  if: { least: 3, most: 3, call: refuse },
  seeds: { least: 1, most: 1, call: refuse },
};

const functions: FunctionTable = {
  ...byTheWalk,
  ...numberFunctions,
  ...textFunctions,
  ...listFunctions,
  ...correlationFunctions,
  ...caseFunctions,
  ...spreadFunctions,
};

/** Refuses a function that does not exist, or one given too few or too many arguments; it is called at `start`. */
export function checkCall(name: string, given: number, start: number): void {
  const { least, most } = functionNamed(name, start);
  if (given >= least && given <= most) return;
  throw new LanguageFault('expression-is-valid', say.wrongArity(name, least, most, given), start);
}

/** Calls a function of the language. */
export function callFunction(name: string, values: readonly Value[]): Value {
  return functionNamed(name).call(values, name);
}

function functionNamed(name: string, start: number | null = null): LanguageFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found) return found;
  const known = Object.keys(functions).sort();
  throw new LanguageFault(
    'expression-is-valid',
    say.unknownFunction(name, nearestName(name, known), known),
    start,
  );
}

function refuse(_: readonly Value[], name: string): never {
  throw new RangeError(`the walk calls ${name} itself`);
}
