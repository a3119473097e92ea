import type { Expression } from '../../src/base/expression.ts';
import { evaluate } from '../../src/base/language/evaluate.ts';
import { truthOf } from '../../src/base/language/operators.ts';
import type { Scope } from '../../src/base/language/scope.ts';
import { isUnknown, type Scalar, type Value } from '../../src/base/language/value.ts';

/** Results with others in their place, by where they stand: `mlp.wide.f1`, with a further seed `mlp.wide#2.f1`. */
export type Pushed = ReadonlyMap<string, Scalar>;

/** A scope that hears which results are asked for, and shows others in the place of some. */
export function watchScope(scope: Scope, pushed: Pushed, note: (key: string, value: Scalar) => void): Scope {
  const watch = (value: Value, key: string): Value => {
    switch (value.type) {
      case 'scalar': {
        if (isUnknown(value.value)) return value;
        note(key, value.value);
        const instead = pushed.get(key);
        return instead === undefined ? value : { ...value, value: instead };
      }
      case 'list':
        return { ...value, at: (index) => watch(value.at(index), elementKey(value.at(index), key, index)) };
      case 'record': {
        const { cases, runs } = value;
        const own = keyOf(value, key);
        return {
          ...value,
          get: (name) => {
            const found = value.get(name);
            return found && watch(found, `${own}.${name}`);
          },
          cases: cases && { ...cases, at: (index) => watch(cases.at(index), keyOf(cases.at(index), own)) },
          runs:
            runs &&
            runs.map((run, index) => watchRecord(run, index === 0 ? own : `${own}#${String(index + 1)}`)),
        };
      }
      default:
        return value;
    }
  };
  const watchRecord = (value: Scope[number], key: string): Scope[number] => {
    const watched = watch(value, key);
    if (watched.type !== 'record') throw new Error('a record is watched as one');
    return watched;
  };
  return scope.map((names) => watchRecord(names, ''));
}

/** What has a name keeps it, however it was reached; a further run of a case has that of the case, though. */
function keyOf(value: Value, key: string): string {
  return value.type === 'record' && value.path !== '' && !key.includes('#') ? value.path : key;
}

function elementKey(value: Value, key: string, index: number): string {
  return keyOf(value, `${key}[${String(index)}]`);
}

/** How a condition was made false. */
export interface Refutation {
  pushed: Pushed;
  scope: Scope;
}

/** A condition that holds, made false by pushing results that stand in it: one, the runs of one, or those of one name. Null where none does it. */
export function refute(condition: Expression, scope: Scope): Refutation | null {
  for (const group of groupsOf(findOperands(condition, scope))) {
    for (const push of pushes) {
      const pushed = new Map([...group].map(([key, value]) => [key, push(value)]));
      const other = watchScope(scope, pushed, () => undefined);
      const truth = evaluate(condition, other, truthOf);
      if (truth.ok && truth.value === false) return { pushed, scope: other };
    }
  }
  return null;
}

/** Whether a condition holds; null where it cannot be asked. */
export function holds(condition: Expression, scope: Scope): boolean | null {
  const truth = evaluate(condition, scope, truthOf);
  return truth.ok ? truth.value : null;
}

/** The results and published figures that a condition asks for. What an experiment was given is no operand. */
function findOperands(condition: Expression, scope: Scope): Pushed {
  const operands = new Map<string, Scalar>();
  const watched = watchScope(scope, new Map(), (key, value) => {
    if (isResult(key) && value !== null) operands.set(key, value);
  });
  evaluate(condition, watched, truthOf);
  return operands;
}

/** Names that the author gave, or the constants of the language. */
function isResult(key: string): boolean {
  return (
    key.split('.').length > 1 &&
    !key.startsWith('.') &&
    !/\.(?:given|label|note|case|seeds)\b/.test(key) &&
    !key.startsWith('data.')
  );
}

function groupsOf(operands: Pushed): Pushed[] {
  const singles = [...operands].map((operand) => new Map([operand]));
  const groupedBy = (name: (key: string) => string): Pushed[] => {
    const groups = new Map<string, Map<string, Scalar>>();
    for (const [key, value] of operands) {
      const group = groups.get(name(key)) ?? new Map<string, Scalar>();
      groups.set(name(key), group.set(key, value));
    }
    return [...groups.values()].filter((group) => group.size > 1);
  };
  return [
    ...singles,
    ...groupedBy((key) => key.replace(/#\d+/, '')),
    ...groupedBy((key) => key.split('.').at(-1) ?? ''),
  ];
}

/** Small pushes first, either way: the first that refutes is close to what was found. */
const numbers: readonly ((value: number) => number)[] = [0.01, 0.1, 1, 10, 1e3, 1e6].flatMap((share) => [
  (value: number) => value + share * (Math.abs(value) || 1),
  (value: number) => value - share * (Math.abs(value) || 1),
]);

const pushes: readonly ((value: Scalar) => Scalar)[] = numbers.map((push) => (value) => {
  if (typeof value === 'number') return push(value);
  return typeof value === 'boolean' ? !value : `not ${String(value)}`;
});
