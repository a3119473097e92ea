import type { Definition, Image, ImageReference, Root } from 'mdast';
import { posix } from 'node:path';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Json } from '../base/json.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import type { FigureSpec } from '../base/report.ts';
import { nodesOfType } from '../base/visit.ts';
import { placeOfNode } from './directives/directive.ts';
import { findJsonFault } from './json-fault.ts';
import { isPicture, normalPath } from './paths.ts';
import { readNamedBytes, readNamedText, type NamedFile } from './read-source.ts';
import type { ExperimentFile, NamedPlace, Reading } from './reading.ts';
import { fileText, type SourceText } from './source-text.ts';

const ENDINGS = ['.json', '.vl.json'];

/** Adds the pictures that Markdown's own syntax names, relative to the file they are named in. */
export function collectImages(tree: Root, reading: Reading): void {
  const folder = posix.dirname(reading.source.file);
  const definitions = new Map<string, Definition>();
  for (const node of nodesOfType(tree, 'definition')) {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  }
  const add = (node: Image | ImageReference | Definition, url: string): void => {
    const written = localPath(url);
    if (written === null) return;
    const path = normalPath(folder, written);
    const place = placeOfNode(node, reading);
    if (isPicture(path)) reading.images.push({ path, place });
    else reading.diagnostics.push({ rule: 'image-is-picture', message: say.imageIsNoPicture(path), place });
  };
  for (const node of nodesOfType(tree, 'image')) add(node, node.url);
  for (const node of nodesOfType(tree, 'imageReference')) {
    const definition = definitions.get(node.identifier);
    if (definition !== undefined) add(node, definition.url);
  }
}

/** The path of an url that names a file beside the source; null for any other, which stays as it is. */
function localPath(url: string): string | null {
  if (url === '' || /^([A-Za-z][A-Za-z0-9+.-]*:|\/|#|\?)/.test(url)) return null;
  const path = url.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Reads named pictures once each, by path. */
export async function readImages(
  named: readonly NamedFile[],
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  return readEach(named, (file) => readNamedBytes(file, files, diagnostics));
}

/** Reads the files of excerpts once each, by path. */
export async function readExcerptFiles(
  named: readonly NamedFile[],
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<string, string>> {
  return readEach(named, (file) => readNamedText(file, files, diagnostics));
}

/** Reads the files that experiments stand in. */
export async function readExperimentFiles(
  named: readonly ExperimentFile[],
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<void> {
  const texts = await readEach(named, (file) => readNamedText(file, files, diagnostics));
  for (const file of named) {
    const text = texts.get(file.path);
    if (text !== undefined) file.use(fileText(file.path, text));
  }
}

async function readEach<Content>(
  named: readonly NamedFile[],
  read: (file: NamedFile) => Promise<Content | null>,
): Promise<ReadonlyMap<string, Content>> {
  const contents = new Map<string, Content>();
  const first = new Map(named.toReversed().map((file) => [file.path, file]));
  for (const file of first.values()) {
    const content = await read(file);
    if (content !== null) contents.set(file.path, content);
  }
  return contents;
}

/** Reads the specs that figures name: `NAME.json`, then `NAME.vl.json`, in the folder of figures. */
export async function readSpecs(
  named: readonly NamedPlace[],
  folder: string,
  { files, diagnostics }: { files: ProjectFiles; diagnostics: Diagnostic[] },
): Promise<ReadonlyMap<string, FigureSpec>> {
  const specs = new Map<string, FigureSpec>();
  if (named.length === 0) return specs;
  const present = await files.list(folder);
  const known = present
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/(\.vl)?\.json$/, ''));
  const first = new Map(named.toReversed().map((one) => [one.name, one]));
  for (const { name, place } of named) {
    const file = ENDINGS.map((ending) => `${name}${ending}`).find((one) => present.includes(one));
    if (file === undefined) {
      const message = say.specIsUnknown(name, folder, nearestName(name, known));
      diagnostics.push({ rule: 'spec-is-known', message, place });
    } else if (first.get(name)?.place === place) {
      const read = await readSpec({ path: posix.join(folder, file), place }, files, diagnostics);
      if (read !== null) specs.set(name, { name, ...read });
    }
  }
  return specs;
}

async function readSpec(
  named: NamedFile,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<Omit<FigureSpec, 'name'> | null> {
  const text = await readNamedText(named, files, diagnostics);
  if (text === null) return null;
  const source = fileText(named.path, text);
  const spec = parseJson(source, diagnostics);
  if (takesUrl(spec)) {
    const place = source.placeAt(Math.max(0, text.indexOf('"url"')));
    diagnostics.push({ rule: 'spec-has-no-url', message: say.specHasUrl(named.path), place });
  }
  return spec === null ? null : { ...source, spec };
}

function parseJson(source: SourceText, diagnostics: Diagnostic[]): Json | null {
  try {
    // Whatever JSON.parse gives is JSON; it throws for anything else.
    return JSON.parse(source.text) as Json;
  } catch {
    const { offset, expected } = findJsonFault(source.text) ?? { offset: 0, expected: 'JSON' };
    const message = say.jsonIsWrong(source.file, expected, source.text.slice(offset).trimEnd());
    diagnostics.push({ rule: 'json-is-valid', message, place: source.placeAt(offset) });
    return null;
  }
}

/** Whether any `data` in a spec, or in a view within it, is to be fetched. */
function takesUrl(spec: Json): boolean {
  if (spec === null || typeof spec !== 'object') return false;
  return Object.entries(spec).some(
    ([name, member]) => (name === 'data' && hasUrl(member)) || takesUrl(member),
  );
}

function hasUrl(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'url' in data;
}
