import type { FileSpec, ImageSpec, MatrixSpec, ScalarSpec, SeriesSpec, TableSpec } from '../kinds.ts';
import type { StoredFile } from '../results.ts';

/*
 * What an expression gives. One walk serves two stages: fill evaluates with results; plan evaluates the same
 * expressions with declarations only, where a scalar is `Unknown` but has a type, and a list may have no length yet.
 * So a wrong name or a wrong type is told before anything runs, by the very code that would meet it later.
 */

export type Value = ScalarValue | ListValue | RecordValue | FileValue;

export type Scalar = number | string | boolean | null;
export type ScalarType = 'number' | 'text' | 'truth' | 'null' | 'any';

/** A scalar whose value no run has given yet. */
export interface Unknown {
  readonly unknown: ScalarType;
}

/** What went into a value: the jobs whose results did, the published figures that did, whether a duration did. */
export interface Sources {
  readonly jobs: ReadonlySet<string>;
  /** Paths of published figures, `published.mlp.baseline.f1`. */
  readonly published: ReadonlySet<string>;
  /** Seconds that a machine took: another run gives another value. */
  readonly timed: boolean;
  /** Which results of those jobs, by `base/result-id.ts`; a table or list as a whole. */
  readonly results: ReadonlySet<string>;
}

export interface ScalarValue {
  readonly type: 'scalar';
  readonly value: Scalar | Unknown;
  /** The declaration, where the value is a result itself and not computed from some. */
  readonly spec: ScalarSpec | null;
  /** The text as somebody wrote it (published figures, parameters), printed where no format is asked for. */
  readonly written: string | null;
  readonly sources: Sources;
  /** Null in a table's row for want of a published figure: the names that other rows have below it, all null. */
  readonly absent?: RecordValue;
}

export interface ListValue {
  readonly type: 'list';
  /** Null before the run, where the declaration does not say. */
  readonly length: number | null;
  readonly spec: SeriesSpec | MatrixSpec | TableSpec | null;
  readonly sources: Sources;
  /** The element at an index from 0; any index where the length is not known. */
  at(index: number): Value;
}

/** Names and what stands under them: an experiment, a case, a group of results, a row. */
export interface RecordValue {
  readonly type: 'record';
  /** How an author writes it, `mlp.baseline`; empty where it has no name of its own. */
  readonly path: string;
  readonly sources: Sources;
  names(): readonly string[];
  get(name: string): Value | undefined;
  /** The rows that `cases(…)` gives; experiments only. */
  readonly cases: ListValue | null;
  /** The same record for every run (seed) of a case, itself first; cases only. */
  readonly runs: readonly RecordValue[] | null;
}

/** An image or a file; its bytes lie in the folder of the job's store entry. */
export interface FileValue {
  readonly type: 'file';
  /** Null before the run. */
  readonly stored: StoredFile | null;
  readonly spec: ImageSpec | FileSpec;
  readonly job: string;
  readonly sources: Sources;
}

/** Nothing went in: literals, parameters. */
export const noSources: Sources = {
  jobs: new Set(),
  published: new Set(),
  timed: false,
  results: new Set(),
};

/** A scalar computed from others. */
export function scalar(value: Scalar | Unknown, sources: Sources = noSources): ScalarValue {
  return { type: 'scalar', value, spec: null, written: null, sources };
}

/** A list over elements at hand. */
export function list(items: readonly Value[], sources: Sources = joinSources(items)): ListValue {
  return {
    type: 'list',
    length: items.length,
    spec: null,
    sources,
    at: (index) => items[index] ?? scalar(null),
  };
}

/** A record over a map. */
export function record(members: ReadonlyMap<string, Value>, path = '', sources = noSources): RecordValue {
  return {
    type: 'record',
    path,
    sources,
    names: () => [...members.keys()],
    get: (name) => members.get(name),
    cases: null,
    runs: null,
  };
}

/** What stands where no job is at hand to ask, e.g. because its task is at fault: everything may be. */
export const anything: ScalarValue = scalar({ unknown: 'any' });

/** Whether nobody knows anything of a value, not even its type: whatever is done with it may be right. */
export function isAnything(value: Value | undefined): value is ScalarValue {
  return value?.type === 'scalar' && typeOfScalar(value.value) === 'any';
}

/** A list of which nothing is known. */
export function anyList(sources: Sources): ListValue {
  return { type: 'list', length: null, spec: null, sources, at: () => scalar({ unknown: 'any' }, sources) };
}

export function isUnknown(value: Scalar | Unknown): value is Unknown {
  return typeof value === 'object' && value !== null;
}

export function typeOfScalar(value: Scalar | Unknown): ScalarType {
  if (value === null) return 'null';
  if (typeof value === 'object') return value.unknown;
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : 'truth';
}

/** The elements of a list; before the run, where its length is not known, one element that stands for all. */
export function itemsOf(values: ListValue): readonly Value[] {
  return Array.from({ length: values.length ?? 1 }, (_, index) => values.at(index));
}

/** What went into several values together; each job and result is named once, however many values there are. */
export function joinSources(values: readonly { sources: Sources }[]): Sources {
  let joined = noSources;
  let own: { jobs: Set<string>; results: Set<string>; published: Set<string> } | null = null;
  let last = noSources;
  for (const { sources } of values) {
    // Most values of an expression come from one result, whose sources are one object: no new set for those.
    if (sources === joined || sources === last || sources === noSources) continue;
    last = sources;
    if (joined === noSources) {
      joined = sources;
      continue;
    }
    own ??= {
      jobs: new Set(joined.jobs),
      results: new Set(joined.results),
      published: new Set(joined.published),
    };
    for (const job of sources.jobs) own.jobs.add(job);
    for (const result of sources.results) own.results.add(result);
    for (const path of sources.published) own.published.add(path);
    joined = { ...own, timed: joined.timed || sources.timed };
  }
  return joined;
}

/** One of two values, where only a run can tell which: what both have in common. */
export function eitherOf(a: Value, b: Value): Value {
  if (a === b) return a;
  const sources = joinSources([a, b]);
  if (a.type === 'scalar' && b.type === 'scalar') return eitherScalar(a, b, sources);
  if (a.type === 'record' && b.type === 'record') return eitherRecord(a, b, sources);
  if (a.type === b.type) return a;
  return scalar({ unknown: 'any' }, sources);
}

function eitherScalar(a: ScalarValue, b: ScalarValue, sources: Sources): ScalarValue {
  const [left, right] = [typeOfScalar(a.value), typeOfScalar(b.value)];
  const spec = a.spec !== null && JSON.stringify(a.spec) === JSON.stringify(b.spec) ? a.spec : null;
  return { ...scalar({ unknown: left === right ? left : 'any' }, sources), spec };
}

function eitherRecord(a: RecordValue, b: RecordValue, sources: Sources): RecordValue {
  const names = [...new Set([...a.names(), ...b.names()])];
  const get = (name: string): Value | undefined => {
    const [left, right] = [a.get(name), b.get(name)];
    return left && right ? eitherOf(left, right) : (left ?? right);
  };
  return { type: 'record', path: a.path, sources, names: () => names, get, cases: null, runs: null };
}

/**
 * The same value, chosen from others by something. A result stays its own job's, whoever chose it; a label or a
 * parameter, which comes from no job, now comes from those that chose it. What durations chose is the machine's.
 */
export function chosenBy(value: Value, by: Sources): Value {
  const sources = chosenSources(value.sources, by);
  if (value.type === 'list') return { ...value, sources, at: (index) => chosenBy(value.at(index), by) };
  return value.type === 'record' ? chosenRecord(value, by) : { ...value, sources };
}

function chosenSources(own: Sources, by: Sources): Sources {
  if (own.jobs.size === 0) return joinSources([{ sources: own }, { sources: by }]);
  return by.timed ? { ...own, timed: true } : own;
}

function chosenRecord(value: RecordValue, by: Sources): RecordValue {
  const get = (name: string): Value | undefined => {
    const found = value.get(name);
    return found && chosenBy(found, by);
  };
  const runs = value.runs && value.runs.map((run) => chosenRecord(run, by));
  return { ...value, sources: chosenSources(value.sources, by), get, runs };
}
