import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ROCrate } from 'ro-crate';
import { beforeAll, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import * as messages from '../../src/base/messages/crate.ts';
import { editFile } from '../support/edit-file.ts';
import { copyFixtures, runReport } from '../support/run-report.ts';
import { validateCrate } from '../support/validate-crate.ts';

type Node = Record<string, unknown> & { '@id': string; '@type': string | string[] };
interface Crate {
  '@context': unknown;
  '@graph': Node[];
}

let folder: string;
let crate: Crate;
let byId: Map<string, Node>;

const path = (): string => join(folder, 'dist/ro-crate-metadata.json');
const read = (): Crate => JSON.parse(readFileSync(path(), 'utf8')) as Crate;
const ofType = (type: string): Node[] =>
  crate['@graph'].filter((node) => [node['@type']].flat().includes(type));

/** What the root says of its licence after another build. */
const licenceBuilt = async (): Promise<unknown> => {
  await runReport(['build', folder]);
  return read()['@graph'].find((node) => node['@id'] === './')?.['license'];
};

/** Everything that a node refers to. */
const references = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(references);
  return typeof value === 'object' && value !== null && '@id' in value ? [String(value['@id'])] : [];
};

beforeAll(async () => {
  folder = copyFixtures('shared', 'reports/small');
  expect((await runReport(['build', folder])).code).toBe(0);
  crate = read();
  byId = new Map(crate['@graph'].map((node) => [node['@id'], node]));
});

describe('the crate of a document', () => {
  test('is an RO-Crate to another reader of them, which finds its way through all of it', () => {
    const other = new ROCrate(crate, { array: true, link: false });
    expect(other.root['name']).toEqual(['A small report']);
    expect(new Set((other.getGraph() as Node[]).map((node) => node['@id']))).toEqual(new Set(byId.keys()));
    const reached: unknown = other.getTree({ root: './', depth: 6, allowCycle: false });
    expect(JSON.stringify(reached)).toContain('Results of all.one');
  });

  test('has a descriptor, a root with what it must say, and each entity once', () => {
    const [descriptor] = crate['@graph'];
    expect(descriptor).toMatchObject({
      '@id': 'ro-crate-metadata.json',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    });
    const root = byId.get('./');
    expect(root).toMatchObject({ '@type': 'Dataset', name: 'A small report' });
    expect(String(root?.['datePublished'])).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(String(root?.['description'])).not.toBe('');
    expect(byId.size).toBe(crate['@graph'].length);
  });

  test('is valid to a validator, where the report has a date', async () => {
    expect(await validateCrate(join(folder, 'dist'))).toEqual([]);
  });

  test('refers to nothing that it does not describe', () => {
    const found = crate['@graph'].flatMap((node) =>
      Object.entries(node).flatMap(([name, value]) => (name === '@id' ? [] : references(value))),
    );
    const outside = found.filter((id) => !byId.has(id) && !id.startsWith('https://w3id.org/ro/crate/'));
    expect(outside).toEqual([]);
  });

  test('has every file of the document, with its digest', () => {
    const files = ofType('File');
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['report.html', 'report.md', 'report-provenance.md']));
    for (const file of files) {
      const content = readFileSync(join(folder, 'dist', decodeURI(file['@id'])));
      expect([file['sha256'], file['contentSize']]).toEqual([digestBytes(content), String(content.length)]);
    }
    expect(references(byId.get('./')?.['hasPart'])).toEqual(files.map((file) => file['@id']));
  });

  test('tells of each job its code, data, parameters and results, and of the build its sources', () => {
    const runs = ofType('CreateAction');
    expect(runs.map(({ name }) => name)).toEqual(['Builds the document', 'all.one', 'all.two']);
    const [build, one] = runs;
    const sources = references(build?.['object']).map((id) => byId.get(id)?.['name']);
    expect(sources).toEqual(expect.arrayContaining(['report.yaml', '01-values.md', 'Results of all.one']));
    const code = byId.get(references(one?.['instrument'])[0] ?? '');
    expect(code).toMatchObject({ '@type': 'SoftwareSourceCode' });
    const parameters = references(one?.['object']).map((id) => byId.get(id));
    expect(parameters).toContainEqual(expect.objectContaining({ '@type': 'PropertyValue', name: 'scale' }));
  });

  test('is written again where it is missing, and the same', async () => {
    const before = readFileSync(path(), 'utf8');
    rmSync(path());
    await runReport(['build', folder]);
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  test('names the licence that report.yaml states, and else says that none is stated', async () => {
    expect(byId.get(references([byId.get('./')?.['license']])[0] ?? '')?.['name']).toMatch(/^Not stated/);
    editFile(folder, 'report.yaml', 'title:', 'licence: CC-BY-4.0\ntitle:');
    expect(await licenceBuilt()).toEqual({ '@id': 'https://spdx.org/licenses/CC-BY-4.0' });
    editFile(folder, 'report.yaml', 'licence: CC-BY-4.0', 'licence: Proprietary');
    expect(await licenceBuilt()).toEqual({ '@id': '#licence:report' });
  });

  test('of a report without a date claims no conformance, which asks for one, and says why', async () => {
    editFile(folder, 'report.yaml', 'date: 2026-11-23', 'date: null');
    await runReport(['build', folder]);
    const undated = readFileSync(path(), 'utf8');
    expect(await validateCrate(join(folder, 'dist'))).toEqual(['Missing required property: datePublished']);
    const [descriptor] = read()['@graph'];
    expect(descriptor).toMatchObject({ '@id': 'ro-crate-metadata.json', about: { '@id': './' } });
    expect(descriptor?.['description']).toBe(messages.noDate);
    expect(undated).not.toContain('conformsTo');
    expect(undated).not.toContain('datePublished');
    await runReport(['build', folder]);
    expect(readFileSync(path(), 'utf8')).toBe(undated);
  });
});
