import type { OutputFile } from './base/effects.ts';
import type { Manifest } from './base/manifest.ts';
import type { FilledDocument } from './base/report.ts';
import { describeCrate } from './crate/describe-crate.ts';
import { type Manifests, setOf } from './crate/describe-data.ts';
import { describeLicence } from './crate/describe-licence.ts';
import { describeSource } from './crate/describe-files.ts';
import type { Entity } from './crate/entity.ts';
import { readManifest } from './plan/manifests.ts';
import type { Project } from './project.ts';

/** Describes a report's document, as it is about to be written, with its sources, data, code and runs. */
export async function crateOf(
  document: FilledDocument,
  outputs: readonly OutputFile[],
  project: Project,
): Promise<OutputFile> {
  const [sources, manifests] = [await readSources(document, project), await readManifests(document, project)];
  const licence = await describeLicence(project.config.licence);
  return describeCrate({ document, outputs, sources, manifests, licence });
}

/** All that the author's words, and what they name, were read from: text, figures, pictures, code that is printed. */
async function readSources(document: FilledDocument, { files }: Project): Promise<Entity[]> {
  const described: Entity[] = [];
  for (const path of document.files) {
    const content = await files.readBytes(path);
    if (content !== null) described.push(describeSource(path, content));
  }
  return described;
}

/** Of all data and weights that any job read. */
async function readManifests(document: FilledDocument, { config, files }: Project): Promise<Manifests> {
  const names = new Set(document.jobs.flatMap((job) => job.files.map(({ name }) => name)));
  const sets = new Map(
    [...names].map((name) => [setOf(name), name.includes('/') ? 'data' : 'weights'] as const),
  );
  const manifests = new Map<string, Manifest>();
  for (const [name, kind] of sets) {
    const place = config.placeOf([kind]);
    const found = await readManifest({ kind, name, folder: config[kind], place }, files);
    if ('files' in found) manifests.set(name, found);
  }
  return manifests;
}
