import type { Nodes } from 'mdast';

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

/** Configuration, text, bibliography, published figures, and the specs of the figures that are shown. */
async function readSources(document: FilledDocument, { config, files }: Project): Promise<Entity[]> {
  const specs = listSpecs(document.root).map((name) => `${config.figures}/${name}.json`);
  const { file } = config.placeOf([]);
  const others = [config.bibliography, config.published, config.columns?.path ?? null];
  const paths = [file, ...config.sources, ...others.filter((path) => path !== null), ...specs];
  const described: Entity[] = [];
  for (const path of new Set(paths)) {
    const text = await files.readText(path);
    if (text !== null) described.push(describeSource(path, text));
  }
  return described;
}

/** Names of the specs that figures are drawn by, also of those within lists and quotes. */
function listSpecs(node: Nodes): string[] {
  if (node.type === 'captionedFigure') return node.picture.type === 'chart' ? [node.picture.name] : [];
  return 'children' in node ? node.children.flatMap(listSpecs) : [];
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
