import type { Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import { checkSpec } from '../base/language/check-spec.ts';
import { figureRows, toJson } from '../base/language/figure-data.ts';
import { imageOf } from '../base/language/image.ts';
import { isRecord } from '../base/language/spec-fields.ts';
import type { ListValue } from '../base/language/value.ts';
import * as say from '../base/messages/language.ts';
import { nearestName } from '../base/nearest.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CaptionedFigureNode, FigureSource, Picture, ResultFigureNode } from '../base/tree.ts';
import { measurePicture } from './picture-size.ts';
import { evaluateWith, type Results } from './scope.ts';
import { readStored, type ReadStored } from './stored-file.ts';
import { fillTemplate } from './value.ts';
import { replaceNodes } from './walk.ts';

/** What figures are made of beside results, and where the bytes of image results are read. */
export interface FigureFiles extends Pick<ParsedReport, 'specs' | 'imageFiles'> {
  readStored?: ReadStored;
}

/** Puts a chart with its data, or a picture, in the place of every `:::figure`; captions are filled by then. */
export function fillFigures(tree: Root, results: Results, _file: string, files: FigureFiles): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  replaceNodes(tree, (node) => {
    if (node.type !== 'resultFigure') return null;
    const figure = fillFigure(node, { results, files, diagnostics });
    return figure ? [figure] : [];
  });
  return diagnostics;
}

interface Filling {
  results: Results;
  files: FigureFiles;
  diagnostics: Diagnostic[];
}

function fillFigure(node: ResultFigureNode, filling: Filling): CaptionedFigureNode | null {
  const alt = fillTemplate(node.alt, filling.results, filling.diagnostics);
  const picture = pictureOf(node, filling);
  if (!picture) return null;
  const { children, id, place, position } = node;
  return {
    type: 'captionedFigure',
    children,
    id,
    label: '',
    alt,
    picture,
    place,
    ...(position ? { position } : {}),
  };
}

function pictureOf(node: ResultFigureNode, filling: Filling): Picture | null {
  const { source } = node;
  if (source.type === 'spec') return drawChart(node, source, filling);
  return source.type === 'image' ? showImage(node, source, filling) : showFile(source, filling);
}

type Source<Type extends FigureSource['type']> = Extract<FigureSource, { type: Type }>;

function drawChart(
  node: ResultFigureNode,
  source: Source<'spec'>,
  { results, files, diagnostics }: Filling,
): Picture | null {
  const spec = files.specs.get(source.spec);
  const place = source.specPlace;
  if (!spec || !isRecord(spec.spec)) {
    const known = [...files.specs.keys()];
    const message = say.unknownSpec(source.spec, nearestName(source.spec, known), known);
    diagnostics.push({ rule: 'spec-is-known', message, place });
    return null;
  }
  const data = new Map<string, ListValue | null>();
  for (const { name, rows } of source.data) {
    const found = evaluateWith(rows, results, figureRows, node.place);
    if (found.ok) data.set(name, found.value);
    else diagnostics.push(found.diagnostic);
  }
  // With data missing, the spec's complaints would only repeat that.
  if (data.size < source.data.length) return null;
  const faults = checkSpec(spec, data);
  diagnostics.push(...faults.map((fault) => ({ ...fault, place })));
  return faults.length > 0 ? null : { type: 'chart', name: spec.name, spec: withData(spec.spec, data) };
}

/** The spec with its data inside, by name, where Vega-Lite looks for them. */
function withData(
  spec: { readonly [name: string]: Json },
  data: ReadonlyMap<string, ListValue | null>,
): Json {
  const own = isRecord(spec.datasets ?? null) ? (spec.datasets as { readonly [name: string]: Json }) : {};
  const bound = [...data].map(([name, rows]) => [name, rows ? toJson(rows) : []] as const);
  return { ...spec, datasets: { ...own, ...Object.fromEntries(bound) } };
}

function showImage(
  node: ResultFigureNode,
  source: Source<'image'>,
  { results, files, diagnostics }: Filling,
): Picture | null {
  const found = evaluateWith(source.image, results, imageOf, node.place);
  if (!found.ok) {
    diagnostics.push(found.diagnostic);
    return null;
  }
  const job = found.value && results.jobs.get(found.value.job);
  const stored = found.value?.stored;
  if (!job || !stored) return null;
  const content = (files.readStored ?? readStored)(job.folder, stored.name);
  const { mediaType, width = 0, height = 0 } = stored;
  return { type: 'bitmap', name: source.image.source, mediaType, content, width, height, pixels: true };
}

function showFile({ path, pathPlace }: Source<'file'>, { files, diagnostics }: Filling): Picture | null {
  const content = files.imageFiles.get(path);
  const size = content ? measurePicture(content) : null;
  if (content && size) return { type: 'bitmap', name: path, content, ...size, pixels: false };
  const message = content ? say.pictureIsUnreadable(path) : say.fileIsMissing(path);
  diagnostics.push({ rule: content ? 'image-is-picture' : 'file-exists', message, place: pathPlace });
  return null;
}
