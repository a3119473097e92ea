import type { PhrasingContent, Root } from 'mdast';
import { posix } from 'node:path';
import { z } from 'zod';

import { stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { Latest, ProjectFiles } from '../base/effects.ts';
import { noLatest } from '../base/latest.ts';
import * as say from '../base/messages/parse.ts';
import type { ParsedReport, PublishedFigures, ReportConfig, Source } from '../base/report.ts';
import type { Experiment } from '../base/experiment.ts';
import { nodesOfType } from '../base/visit.ts';
import { collectImages, readExcerptFiles, readExperimentFiles, readImages, readSpecs } from './assets.ts';
import { readCitationKeys } from './bibliography.ts';
import { bindTree } from './bind.ts';
import { readColumnSets } from './column-sets.ts';
import { openTrees } from './kept-trees.ts';
import { parseMarkdown } from './markdown.ts';
import { findDoubles } from './names.ts';
import { noteReads } from './note-reads.ts';
import { findOpenContainers } from './open-containers.ts';
import { parsePieces, type TreeOfPiece } from './pieces.ts';
import { readPublished } from './published.ts';
import { readNamedText } from './read-source.ts';
import { startReading, type Reading } from './reading.ts';
import { fileText, type SourceText } from './source-text.ts';
import { placeTexts } from './text-places.ts';
import { readYaml } from './yaml-block.ts';

/** Reads everything a report's author wrote. Throws a ReportError that holds all mistakes of all files. */
export async function parseReport(
  config: ReportConfig,
  project: ProjectFiles,
  latest: Latest = noLatest,
): Promise<ParsedReport> {
  const { files, read } = noteReads(project);
  const start = startReading(fileText(config.folder, ''), config.dataset, parsePhrasing);
  const { diagnostics } = start;
  const reading: Reading = { ...start, columnSets: await readColumnSets(config, files, start) };
  const abstract = await readAbstract(config, files, reading);
  const sources: Source[] = [];
  for (const [index, file] of config.sources.entries()) {
    const named = { path: file, place: config.placeOf(['sources', index]) };
    const text = await readNamedText(named, files, diagnostics);
    if (text === null) continue;
    const trees = await openTrees(file, latest);
    sources.push(parseSource(fileText(file, text), reading, trees.treeOf));
    await trees.keep();
  }
  await readExperimentFiles(reading.experimentFiles, files, diagnostics);
  diagnostics.push(
    ...findDoubles('an id', reading.ids),
    ...findDoubles('an experiment', reading.experiments),
  );
  const report: ParsedReport = {
    config,
    abstract,
    sources,
    experiments: sources.flatMap((source) => experimentsOf(source.tree)),
    leftOut: reading.leftOut,
    published: await readPublishedFile(config, files, diagnostics),
    ...(await readBibliography(config, files, diagnostics)),
    specs: await readSpecs(reading.specs, config.figures, { files, diagnostics }),
    excerptFiles: await readExcerptFiles(reading.excerpts, files, diagnostics),
    imageFiles: await readImages(reading.images, files, diagnostics),
    files: [...new Set([config.placeOf([]).file, ...read])],
  };
  stopOnDiagnostics(diagnostics);
  return report;
}

function parseSource(source: SourceText, outer: Reading, treeOf?: TreeOfPiece): Source {
  const reading: Reading = { ...outer, source, strays: { awaited: 0 } };
  const tree = readTree(source, reading, treeOf);
  collectImages(tree, reading);
  return { file: source.file, tree };
}

function readTree(source: SourceText, reading: Reading, treeOf?: TreeOfPiece): Root {
  const open = findOpenContainers(source);
  if (open !== null) {
    reading.diagnostics.push(open);
    return { type: 'root', children: [] };
  }
  try {
    const tree = treeOf ? parsePieces(source.text, treeOf) : parseMarkdown(source.text);
    bindTree(tree, reading);
    return tree;
  } catch (error) {
    // Thousands of nested quotes or lists exhaust the stack of the packages' own recursive walks.
    if (!(error instanceof RangeError)) throw error;
    const message = say.nestingIsDeep(100);
    reading.diagnostics.push({ rule: 'nesting-is-shallow', message, place: source.placeAt(0) });
    return { type: 'root', children: [] };
  }
}

/** What no Markdown begins or ends in: most headers and literals are such, and starting the parser costs more than reading them. */
const PLAIN = /^(?!\d+[.)])[\p{L}\p{N}][\p{L}\p{N} (),.%/×–]*$/u;

/** Markdown of one line that stands within something else, a column's header, the label of a literal: with bindings, its places in the author's file. */
function parsePhrasing(source: SourceText, outer: Reading): PhrasingContent[] {
  if (PLAIN.test(source.text)) return placedText(source);
  const [paragraph, ...others] = readTree(source, { ...outer, source }).children;
  if (paragraph === undefined) return [];
  // "1." or "#" would be a list or a heading to Markdown; neither a header nor a label is one.
  if (paragraph.type !== 'paragraph' || others.length > 0) return placedText(source);
  return paragraph.children;
}

function placedText(source: SourceText): PhrasingContent[] {
  const text: PhrasingContent = { type: 'text', value: source.text.trim() };
  placeTexts([text], source);
  return [text];
}

/** The abstract's Markdown with its places in report.yaml. */
async function readAbstract(
  config: ReportConfig,
  files: ProjectFiles,
  outer: Reading,
): Promise<Source | null> {
  if (config.abstract === null) return null;
  const path = posix.join(config.folder, 'report.yaml');
  const text = await readNamedText({ path, place: config.placeOf([]) }, files, outer.diagnostics);
  const yaml = readYaml(fileText(path, text ?? ''), z.looseObject({}), outer.diagnostics);
  if (yaml === null) return null;
  const { file, tree } = parseSource(yaml.textOf(['abstract']), outer);
  return { file, tree };
}

function experimentsOf(tree: Root): Experiment[] {
  return nodesOfType(tree, 'experiment').map((node) => node.experiment);
}

async function readPublishedFile(
  config: ReportConfig,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<PublishedFigures> {
  if (config.published === null) return new Map();
  const named = { path: config.published, place: config.placeOf(['published']) };
  const text = await readNamedText(named, files, diagnostics);
  return readPublished(fileText(config.published, text ?? ''), diagnostics);
}

async function readBibliography(
  config: ReportConfig,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<Pick<ParsedReport, 'bibliography' | 'citationKeys'>> {
  if (config.bibliography === null) return { bibliography: null, citationKeys: new Set() };
  const named = { path: config.bibliography, place: config.placeOf(['bibliography']) };
  const bibliography = await readNamedText(named, files, diagnostics);
  const citationKeys = readCitationKeys(fileText(config.bibliography, bibliography ?? ''), diagnostics);
  return { bibliography, citationKeys };
}
