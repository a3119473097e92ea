import type { Json } from '../json.ts';
import type {
  GroupSpec,
  MatrixSpec,
  ResultSpec,
  ResultSpecs,
  ScalarSpec,
  SeriesSpec,
  TableSpec,
} from '../kinds.ts';
import { resultId } from '../result-id.ts';
import type { ResultTree, ResultValue, StoredFile } from '../results.ts';
import {
  list,
  record,
  scalar,
  type ListValue,
  type RecordValue,
  type ScalarValue,
  type Sources,
  type Value,
} from './value.ts';

/** Where a result comes from: its job and how an author writes its path. */
export interface ResultPlace {
  job: string;
  path: string;
  /** The path among the job's own results; empty for the job itself. */
  own: string;
  sources: Sources;
}

/** A result as a value; `result` is undefined before the run, when only its declaration is known. */
export function readResult(result: unknown, spec: ResultSpec, place: ResultPlace): Value {
  if (spec.kind === 'group') return readResults(result, spec.results, place);
  return readOne(result, spec, { ...place, sources: withResult(place) });
}

/** Cells of a table are no results of their own: they have the sources of the table already. */
function withResult({ job, own, sources }: ResultPlace): Sources {
  return sources.results.size > 0 ? sources : { ...sources, results: new Set([resultId(job, own)]) };
}

function readOne(result: unknown, spec: Exclude<ResultSpec, GroupSpec>, place: ResultPlace): Value {
  switch (spec.kind) {
    case 'series':
      return readSeries(result, spec, place);
    case 'matrix':
      return readMatrix(result, spec, place);
    case 'table':
      return readTable(result, spec, place);
    case 'image':
    case 'file':
      return {
        type: 'file',
        stored: isStored(result) ? result : null,
        spec,
        job: place.job,
        sources: place.sources,
      };
    default:
      return readScalar(result, spec, place.sources);
  }
}

/** Results under their names, read when they are asked for. */
export function readResults(results: unknown, specs: ResultSpecs, place: ResultPlace): RecordValue {
  const tree: ResultTree | null = isTree(results) ? results : null;
  return {
    type: 'record',
    path: place.path,
    sources: place.sources,
    names: () => Object.keys(specs),
    get: (name) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      if (!spec) return undefined;
      const own = place.own === '' ? name : `${place.own}.${name}`;
      return readResult(tree?.[name], spec, { ...place, path: `${place.path}.${name}`, own });
    },
    cases: null,
    runs: null,
  };
}

/** A parameter, as data: no job's result went in. */
export function readJson(value: Json, path = ''): Value {
  if (Array.isArray(value)) return list(value.map((item: Json) => readJson(item, path)));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, item]) => [name, readJson(item, `${path}.${name}`)] as const,
    );
    return record(new Map(members), path);
  }
  const plain = scalar(value);
  // A fraction that the author wrote needs no format to be printed; 50992 still gets its comma.
  return typeof value === 'number' && !Number.isInteger(value) ? { ...plain, written: String(value) } : plain;
}

function readScalar(result: unknown, spec: ScalarSpec, sources: Sources): ScalarValue {
  const value = isScalar(result)
    ? result
    : { unknown: spec.kind === 'text' ? ('text' as const) : ('number' as const) };
  return { type: 'scalar', value, spec, written: null, sources: sourcesOf(spec, sources) };
}

function sourcesOf({ kind }: ScalarSpec, sources: Sources): Sources {
  return kind === 'duration' && !sources.timed ? { ...sources, timed: true } : sources;
}

function readSeries(result: unknown, spec: SeriesSpec, place: ResultPlace): ListValue {
  const sources = sourcesOf(spec.of, place.sources);
  const items: readonly unknown[] | null = Array.isArray(result) ? result : null;
  const at = (index: number): Value => readScalar(items?.[index], spec.of, sources);
  return { type: 'list', length: items?.length ?? spec.length ?? null, spec, sources, at };
}

function readMatrix(result: unknown, spec: MatrixSpec, place: ResultPlace): ListValue {
  const rows: readonly unknown[] | null = Array.isArray(result) ? result : null;
  const [height, width] = spec.shape ?? [null, null];
  const row: SeriesSpec = { kind: 'series', of: spec.of, ...(width === null ? {} : { length: width }) };
  const at = (index: number): Value => readSeries(rows?.[index], row, place);
  return { type: 'list', length: rows?.length ?? height, spec, sources: place.sources, at };
}

function readTable(result: unknown, spec: TableSpec, place: ResultPlace): ListValue {
  const rows: readonly unknown[] | null = Array.isArray(result) ? result : null;
  const at = (index: number): Value =>
    readResults(rows?.[index], spec.columns, { ...place, path: `${place.path}[${index}]` });
  return { type: 'list', length: rows?.length ?? null, spec, sources: place.sources, at };
}

function isScalar(value: unknown): value is number | string | null {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

function isStored(value: unknown): value is StoredFile {
  return typeof value === 'object' && value !== null && 'stored' in value;
}

function isTree(value: unknown): value is { readonly [name: string]: ResultValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
