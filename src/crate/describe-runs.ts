import { digestJson } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import * as messages from '../base/messages/crate.ts';
import { digestDigits, type JobOrigin } from '../base/provenance.ts';
import { describeDataFile, type Manifests } from './describe-data.ts';
import { localId, refer, type Entity, type Reference } from './entity.ts';

/** The entities of a job's run: the run itself, first, and what it refers to. */
export function describeRun(job: JobOrigin, manifests: Manifests): Entity[] {
  const parameters = describeParameters(job);
  const data = job.files.map((file) => describeDataFile(file, manifests));
  const [code, engine, results] = [describeCode(job), describeEngine(job), describeResults(job)];
  const taken = new Set(Object.values(job.inputs).map((input) => resultsId(input.job)));
  const objects = [...[...data, ...parameters].map((entity) => entity['@id']), ...taken].map(refer);
  const run: Entity = {
    '@id': runId(job.job),
    '@type': 'CreateAction',
    name: job.job,
    description: messages.jobRuns(job.title, job.engine.title),
    identifier: job.key,
    // The engine is the run's and not the code's: another job may run the same code on another.
    instrument: [code, engine].map((entity) => refer(entity['@id'])),
    ...(objects.length > 0 ? { object: objects } : {}),
    result: refer(results['@id']),
  };
  return [run, code, engine, results, ...data, ...parameters];
}

/** Id of a job's run. */
export const runId = (job: string): string => localId('job', job);

/** Id of what a job came to. */
export const resultsId = (job: string): string => localId('results', job);

function describeCode({ code, task, title }: JobOrigin): Entity {
  return {
    '@id': localId('code', `${code.file}:${code.sha256.slice(0, digestDigits)}`),
    '@type': 'SoftwareSourceCode',
    name: task,
    description: title,
    programmingLanguage: 'TypeScript',
    alternateName: code.file,
    sha256: code.sha256,
  };
}

function describeEngine({ engine }: JobOrigin): Entity {
  const version = /\s(\d[\w.-]*)$/.exec(engine.title)?.[1];
  return {
    '@id': localId('engine', engine.title),
    '@type': 'SoftwareApplication',
    name: engine.title,
    ...(version === undefined ? {} : { softwareVersion: version }),
  };
}

function describeResults({ job, key }: JobOrigin): Entity {
  return { '@id': resultsId(job), '@type': 'CreativeWork', name: messages.resultsOf(job), identifier: key };
}

/** Jobs with the same parameter share it. */
function describeParameters({ given, seed }: JobOrigin): Entity[] {
  const all: readonly (readonly [name: string, value: Json])[] = [
    ...Object.entries(given),
    ...(seed === null ? [] : [[messages.parameterSeed, seed] as const]),
  ];
  return all.map(([name, value]) => ({
    '@id': localId('parameter', `${name}:${digestJson(value).slice(0, digestDigits)}`),
    '@type': 'PropertyValue',
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/** References to some jobs' results. */
export function referToResults(jobs: readonly JobOrigin[]): Reference[] {
  return jobs.map(({ job }) => refer(resultsId(job)));
}
