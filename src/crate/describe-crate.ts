import { toString } from 'mdast-util-to-string';

import type { OutputFile } from '../base/effects.ts';
import * as messages from '../base/messages/crate.ts';
import type { FilledDocument } from '../base/report.ts';
import type { Manifests } from './describe-data.ts';
import { describeOutput } from './describe-files.ts';
import { describeRun, referToResults, runId } from './describe-runs.ts';
import { distinct, localId, refer, type Entity } from './entity.ts';

/** By what name RO-Crate knows the description of a folder. */
export const crateFile = 'ro-crate-metadata.json';

const specification = 'https://w3id.org/ro/crate/1.1';
const profile = { id: 'https://w3id.org/ro/wfrun/process/0.5', name: 'Process Run Crate', version: '0.5' };
const contexts = ['https://w3id.org/ro/crate/1.1/context', 'https://w3id.org/ro/terms/workflow-run/context'];

/** What is described. */
export interface Described {
  document: FilledDocument;
  /** The document's files, as they are written. */
  outputs: readonly OutputFile[];
  /** The report's sources, by `describeSource`. */
  sources: readonly Entity[];
  manifests: Manifests;
  /** The report's, by `describeLicence`. */
  licence: Entity;
}

/**
 * Describes an output folder as an RO-Crate 1.1 with the profile of process runs: the document's files, the sources and data
 * that they were made from, the code, and the run of every job. Same document, same bytes: no time of a run is in it.
 */
export function describeCrate(described: Described): OutputFile {
  const { document, outputs, sources, manifests } = described;
  const files = outputs.map(describeOutput);
  const runs = document.jobs.flatMap((job) => describeRun(job, manifests));
  const graph: Entity[] = [
    describeItself(document),
    describeRoot(described, files),
    ...(conforms(document) ? [describeProfile()] : []),
    described.licence,
    ...document.authors.map((name): Entity => ({ '@id': personId(name), '@type': 'Person', name })),
    describeBuild(described, files),
    {
      '@id': generatorId,
      '@type': 'SoftwareApplication',
      name: 'living-report',
      description: messages.generatorIs,
    },
    ...files,
    ...sources,
    ...runs,
  ];
  const content = JSON.stringify({ '@context': contexts, '@graph': distinct(graph) }, null, 1);
  return { path: crateFile, content: `${content}\n` };
}

const generatorId = localId('software', 'living-report');
const buildId = localId('build', 'document');
const personId = (name: string): string => localId('person', name);

/**
 * RO-Crate asks every crate for the date of its publication. Where the author states none there is none to be had: the clock
 * would give other bytes each time, and a made-up date would be taken for one. So nothing is claimed then.
 */
function conforms({ date }: FilledDocument): boolean {
  return date !== null;
}

function describeItself(document: FilledDocument): Entity {
  const claim = conforms(document) ? { conformsTo: refer(specification) } : { description: messages.noDate };
  return { '@id': crateFile, '@type': 'CreativeWork', about: refer('./'), ...claim };
}

function describeProfile(): Entity {
  const { id, name, version } = profile;
  return { '@id': id, '@type': 'CreativeWork', name, version };
}

function describeRoot({ document, licence }: Described, files: readonly Entity[]): Entity {
  const { title, date, authors, abstract, language, jobs } = document;
  const description = abstract.map((block) => toString(block)).join('\n');
  const runs = [buildId, ...jobs.map(({ job }) => runId(job))];
  return {
    '@id': './',
    '@type': 'Dataset',
    name: title,
    description: description.trim() === '' ? messages.noDescription(title) : description,
    ...(date === null ? {} : { datePublished: date }),
    ...(authors.length > 0 ? { author: authors.map((name) => refer(personId(name))) } : {}),
    inLanguage: language,
    license: refer(licence['@id']),
    ...(conforms(document) ? { conformsTo: refer(profile.id) } : {}),
    hasPart: files.map((file) => refer(file['@id'])),
    mentions: runs.map(refer),
  };
}

function describeBuild({ document, sources }: Described, files: readonly Entity[]): Entity {
  const objects = [...sources.map((source) => refer(source['@id'])), ...referToResults(document.jobs)];
  return {
    '@id': buildId,
    '@type': 'CreateAction',
    name: messages.buildName,
    description: messages.buildDescription,
    instrument: refer(generatorId),
    object: objects,
    result: files.map((file) => refer(file['@id'])),
  };
}
