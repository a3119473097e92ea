import type { Dataset } from '../dataset.ts';
import type { Json } from '../json.ts';
import type { ResultSpecs } from '../kinds.ts';
import type { Published, PublishedFigures } from '../report.ts';
import type { ResultTree, RunMeasures } from '../results.ts';
import { constants } from './constants.ts';
import { datasetRecord } from './dataset-record.ts';
import { readJson, readResults } from './result-value.ts';
import { readMeasures } from './run-measures.ts';
import {
  anything,
  isAnything,
  list,
  noSources,
  record,
  scalar,
  type RecordValue,
  type ScalarValue,
  type Sources,
  type Value,
} from './value.ts';

/** Records whose names may be written alone, the innermost first. */
export type Scope = readonly RecordValue[];

/** What the language needs to know of a job; `results` is null before the run. */
export interface NamedJob {
  name: string;
  experiment: string;
  case: string | null;
  run: number;
  label: string | null;
  note: string | null;
  given: { readonly [name: string]: Json };
  specs: ResultSpecs;
  results: ResultTree | null;
  /** Null where none were kept with the results. */
  measures?: RunMeasures | null;
}

/** An experiment and its cases, in the order of the report. */
export interface NamedExperiment {
  name: string;
  cases: readonly { readonly name: string; readonly show?: boolean | null }[] | null;
  shared?: { readonly show: boolean | null };
}

/** Everything that has a name in a report. */
export interface Named {
  experiments: readonly NamedExperiment[];
  jobs: readonly NamedJob[];
  published: PublishedFigures;
  /** The data set that is built from, where the report offers some. */
  dataset?: Dataset | null;
}

/** The scope of prose: the experiments, `published`, `data`, and the constants. */
export function createScope(named: Named): Scope {
  const published = publishedRecord(named.published);
  const jobs = groupJobs(named.jobs);
  const members = new Map<string, Value>();
  for (const experiment of named.experiments) {
    members.set(experiment.name, experimentValue(experiment, jobs.get(experiment.name) ?? [], published));
  }
  members.set('published', published);
  if (named.dataset) members.set('data', datasetRecord(named.dataset));
  return [record(members), record(constants)];
}

/** The scope of a table's row: its own names before those of the report. `index` counts from 0; null where only a run tells. */
export function rowScope(scope: Scope, row: Value, index: number | null): Scope {
  const own = record(
    new Map<string, Value>([
      ['row', row],
      ['index', scalar(index ?? { unknown: 'number' })],
    ]),
  );
  if (isAnything(row)) return [own, anyRecord, ...scope];
  return row.type === 'record' ? [row, own, ...scope] : [own, ...scope];
}

/** A row of which nothing is known: it may have every name. */
const anyRecord: RecordValue = { ...record(new Map()), get: () => anything };

function groupJobs(jobs: readonly NamedJob[]): Map<string, NamedJob[]> {
  const groups = new Map<string, NamedJob[]>();
  for (const job of jobs) {
    const group = groups.get(job.experiment);
    if (group) group.push(job);
    else groups.set(job.experiment, [job]);
  }
  return groups;
}

function experimentValue(
  experiment: NamedExperiment,
  jobs: readonly NamedJob[],
  published: RecordValue,
): Value {
  const { name } = experiment;
  const rows = (experiment.cases ?? [null]).map((one) => caseRecord(one?.name ?? null, jobs, published));
  const known = rows.filter((row) => row !== null);
  if (known.length < rows.length || known[0] === undefined) return anything;
  const { shared } = experiment;
  const isShown = (index: number): boolean => experiment.cases?.[index]?.show ?? shared?.show ?? true;
  const cases = list(
    known.filter((_, index) => isShown(index)),
    noSources,
  );
  if (experiment.cases === null) return { ...known[0], cases };
  const names = experiment.cases.map((one) => one.name);
  const members = new Map(known.map((row, index) => [names[index] ?? '', row]));
  return { ...record(members, name, cases.sources), cases };
}

function caseRecord(
  name: string | null,
  jobs: readonly NamedJob[],
  published: RecordValue,
): RecordValue | null {
  const runs = jobs.filter((job) => job.case === name).sort((a, b) => a.run - b.run);
  const records = runs.map((job) => jobRecord(job, runs.length, published));
  const [first] = records;
  return first ? { ...first, runs: records } : null;
}

/** A job's results beside what the report says of it. */
function jobRecord(job: NamedJob, runs: number, published: RecordValue): RecordValue {
  const path = job.case === null ? job.experiment : `${job.experiment}.${job.case}`;
  const sources: Sources = { ...noSources, jobs: new Set([job.name]) };
  const place = { job: job.name, path, own: '', sources };
  const results = readResults(job.results ?? undefined, job.specs, place);
  const said = new Map<string, Value>([
    ['given', readJson(job.given, `${path}.given`)],
    ['run', readMeasures(job.results ? (job.measures ?? null) : undefined, place)],
    ['label', scalar(job.label ?? job.case ?? job.experiment)],
    ['note', scalar(job.note)],
    ['case', scalar(job.case ?? job.experiment)],
    ['seeds', scalar(runs)],
    ['published', publishedOf(published, path)],
  ]);
  return {
    ...results,
    names: () => [...results.names(), ...said.keys()],
    get: (name) => said.get(name) ?? results.get(name),
  };
}

function publishedOf(published: RecordValue, path: string): Value {
  let found: Value | undefined = published;
  for (const name of path.split('.')) found = found?.type === 'record' ? found.get(name) : undefined;
  return found ?? scalar(null);
}

/** `a.b` -> figure, as records within records. */
function publishedRecord(figures: PublishedFigures): RecordValue {
  const tree: Branch = new Map();
  for (const [path, figure] of figures) grow(tree, path.split('.'), figure);
  return branchRecord(tree, 'published');
}

type Branch = Map<string, Branch | Published>;

function isBranch(at: Branch | Published | undefined): at is Branch {
  return at instanceof Map;
}

function grow(tree: Branch, path: readonly string[], figure: Published): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(name, figure);
    return;
  }
  const at = tree.get(name);
  const branch: Branch = isBranch(at) ? at : new Map<string, Branch | Published>();
  tree.set(name, branch);
  grow(branch, rest, figure);
}

function branchRecord(branch: Branch, path: string): RecordValue {
  const members = [...branch].map(([name, at]): [string, Value] => [
    name,
    isBranch(at) ? branchRecord(at, `${path}.${name}`) : figureValue(at, `${path}.${name}`),
  ]);
  const paths = members.flatMap(([, { sources }]) => [...sources.published]);
  return record(new Map(members), path, { ...noSources, published: new Set(paths) });
}

function figureValue({ value, text }: Published, path: string): ScalarValue {
  const sources = { ...noSources, published: new Set([path]) };
  return { type: 'scalar', value, spec: null, written: text, sources };
}
