import type { ExpressionNode } from '../expression.ts';
import * as say from '../messages/language.ts';
import { nearestName } from '../nearest.ts';
import { constants } from './constants.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import type { Scope } from './scope.ts';
import { isAnything, type RecordValue, type Value } from './value.ts';

/** Where a walk over an expression stands. */
export interface Walk {
  scope: Scope;
  /** Which run of a case its names mean: 1, but for what stands in `seeds(…)`. */
  run: number;
  /** How many runs the cases have that were met, null where nobody knows; `seeds` asks. */
  runs: Set<number | null>;
}

type Member = Extract<ExpressionNode, { type: 'member' }>;
type WalkNode = (node: ExpressionNode, at: Walk) => Value;

/** A name written alone: the innermost record that has it. */
export function lookUp(name: string, start: number, at: Walk): Value {
  return follow([{ name, start }], at);
}

/** `a.b.c`: names one below the other, from the scope or from what another expression gives. */
export function followPath(node: Member, at: Walk, walk: WalkNode): Value {
  const path = segmentsOf(node);
  if (path) return follow(path, at);
  return step(walk(node.object, at), [{ name: node.property, start: node.propertyStart }], 0, at);
}

function follow(path: readonly Segment[], at: Walk): Value {
  const [first] = path;
  let value = first && findName(first.name, at);
  if (!value) throw unknownName(path, 0, at.scope);
  for (let index = 1; index < path.length; index += 1) value = step(value, path, index, at);
  return value;
}

/** Goes from an object to what stands under the name `path[index]`. */
function step(object: Value, path: readonly Segment[], index: number, at: Walk): Value {
  const name = path[index]?.name ?? '';
  if (object.type === 'record') {
    const found = object.get(name);
    if (found) return selectRun(found, at);
    throw unknownName(path, index, [object]);
  }
  if (object.type === 'scalar' && object.absent) return step(object.absent, path, index, at);
  // What nobody knows yet may have every name.
  if (isAnything(object)) return object;
  throw nothingBelow(object, path, index);
}

/** The same record in the run that the walk is about. */
export function selectRun(value: Value, at: Walk): Value {
  if (isAnything(value)) at.runs.add(null);
  if (value.type !== 'record' || value.runs === null) return value;
  at.runs.add(value.runs.length);
  return at.run === 1 ? value : (value.runs[at.run - 1] ?? value);
}

function findName(name: string, at: Walk): Value | null {
  for (const record of at.scope) {
    const found = selectedGet(record, name, at);
    if (found) return selectRun(found, at);
  }
  return null;
}

function selectedGet(record: RecordValue, name: string, at: Walk): Value | undefined {
  const found = record.get(name);
  if (!found || record.runs === null) return found;
  const selected = selectRun(record, at);
  return selected.type === 'record' ? selected.get(name) : found;
}

interface Segment {
  name: string;
  start: number;
}

/** The names of `a.b.c`, or null where something else than a name stands at its root. */
function segmentsOf(node: ExpressionNode): readonly Segment[] | null {
  if (node.type === 'name') return [{ name: node.name, start: node.start }];
  if (node.type !== 'member') return null;
  const before = segmentsOf(node.object);
  return before && [...before, { name: node.property, start: node.propertyStart }];
}

function unknownName(
  path: readonly Segment[],
  wrong: number,
  records: readonly RecordValue[],
): LanguageFault {
  const names = path.map((segment) => segment.name);
  const given = records.flatMap((record) => record.names());
  // Nothing stands below a constant.
  const known = names.length === 1 ? given : given.filter((name) => !constants.has(name));
  const nearest = nearestName(names[wrong] ?? '', known);
  const found = nearest === null ? undefined : records.find((record) => record.get(nearest))?.get(nearest);
  const mended = nearest === null ? null : mendedPath(names, wrong, [nearest, found]);
  const shown = known.filter((name) => !constants.has(name) && !isEmpty(name, records));
  const wanted = names.join('.');
  const message =
    wrong > 0 || shown.some((name) => name !== 'published' && name !== 'data')
      ? say.unknownName(wanted, mended, shown)
      : say.noExperiment(wanted, mended);
  const isData = wrong === 0 && names[0] === 'data';
  return new LanguageFault('result-is-known', isData ? say.noDatasets(wanted) : message, path[wrong]?.start);
}

/** Whether a name stands for a record without names, as `published` may: nobody is helped by it. */
function isEmpty(name: string, records: readonly RecordValue[]): boolean {
  const value = records.find((one) => one.get(name))?.get(name);
  return value?.type === 'record' && value.names().length === 0;
}

/** The path with its wrong name replaced, as far as it then leads somewhere. */
function mendedPath(
  names: readonly string[],
  wrong: number,
  [nearest, found]: readonly [string, Value | undefined],
): string {
  const mended = [...names.slice(0, wrong), nearest];
  let value = found;
  for (const name of names.slice(wrong + 1)) {
    value = value?.type === 'record' ? value.get(name) : undefined;
    if (!value) break;
    mended.push(name);
  }
  return mended.join('.');
}

function nothingBelow(object: Value, path: readonly Segment[], index: number): LanguageFault {
  const { name = '', start = null } = path[index] ?? {};
  const before =
    path
      .slice(0, index)
      .map((segment) => segment.name)
      .join('.') || 'this';
  const isNull = object.type === 'scalar' && object.value === null;
  const message = isNull ? say.nameOfNull(before, name) : say.nameOfNothing(before, describe(object), name);
  return new LanguageFault('result-is-known', message, start);
}
