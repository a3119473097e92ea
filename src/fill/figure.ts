import type { Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import { checkSpec } from '../base/language/check-spec.ts';
import { figureRows, figureSources, toJson } from '../base/language/figure-data.ts';
import { imageOf } from '../base/language/image.ts';
import { isRecord } from '../base/language/spec-fields.ts';
import type { ListValue, Value } from '../base/language/value.ts';
import * as say from '../base/messages/language.ts';
import { nearestName } from '../base/nearest.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CaptionedFigureNode, Origin, Picture } from '../base/filled-nodes.ts';
import type { FigureSource, ResultFigureNode } from '../base/tree.ts';
import { measurePicture } from './picture-size.ts';
import { evaluateWith, originOf, type Results } from './scope.ts';
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

/** A picture, and what of results went into it. */
interface FilledPicture {
  picture: Picture;
  origins: readonly Origin[];
}

function fillFigure(node: ResultFigureNode, filling: Filling): CaptionedFigureNode | null {
  const alt = fillTemplate(node.alt, filling.results, filling.diagnostics);
  const filled = pictureOf(node, filling);
  if (!filled) return null;
  const { children, id, place, position } = node;
  return {
    type: 'captionedFigure',
    children,
    id,
    label: '',
    alt: alt.text,
    picture: filled.picture,
    origins: [...filled.origins, ...alt.origins],
    place,
    ...(position ? { position } : {}),
  };
}

function pictureOf(node: ResultFigureNode, filling: Filling): FilledPicture | null {
  const { source } = node;
  if (source.type === 'spec') return drawChart(node, source, filling);
  return source.type === 'image' ? showImage(node, source, filling) : showFile(source, filling);
}

type Source<Type extends FigureSource['type']> = Extract<FigureSource, { type: Type }>;

function drawChart(
  node: ResultFigureNode,
  source: Source<'spec'>,
  { results, files, diagnostics }: Filling,
): FilledPicture | null {
  const spec = files.specs.get(source.spec);
  const place = source.specPlace;
  if (!spec || !isRecord(spec.spec)) {
    const known = [...files.specs.keys()];
    const message = say.unknownSpec(source.spec, nearestName(source.spec, known), known);
    diagnostics.push({ rule: 'spec-is-known', message, place });
    return null;
  }
  const data = new Map<string, ListValue | null>();
  const origins: Origin[] = [];
  for (const { name, rows: expression } of source.data) {
    const bind = (value: Value): void => {
      data.set(name, figureRows(value));
      origins.push(originOf({ expression, place: node.place }, value, results, figureSources(value)));
    };
    const bound = evaluateWith(expression, results, bind, node.place);
    if (!bound.ok) diagnostics.push(bound.diagnostic);
  }
  // With data missing, the spec's complaints would only repeat that.
  if (data.size < source.data.length) return null;
  const faults = checkSpec(spec, data);
  diagnostics.push(...faults.map((fault) => ({ ...fault, place })));
  if (faults.length > 0) return null;
  return { picture: { type: 'chart', name: spec.name, spec: withData(spec.spec, data) }, origins };
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
): FilledPicture | null {
  const found = evaluateWith(source.image, results, imageOf, node.place);
  if (!found.ok) {
    diagnostics.push(found.diagnostic);
    return null;
  }
  const job = found.value && results.jobs.get(found.value.job);
  if (!job || !found.value?.stored) return null;
  const { stored } = found.value;
  const content = (files.readStored ?? readStored)(job.folder, stored.name);
  const { mediaType, width = 0, height = 0 } = stored;
  const name = source.image.source;
  return {
    picture: { type: 'bitmap', name, mediaType, content, width, height, pixels: true },
    origins: [originOf({ expression: source.image, place: node.place }, found.value, results)],
  };
}

function showFile(
  { path, pathPlace }: Source<'file'>,
  { files, diagnostics }: Filling,
): FilledPicture | null {
  const content = files.imageFiles.get(path);
  const size = content ? measurePicture(content) : null;
  if (content && size)
    return { picture: { type: 'bitmap', name: path, content, ...size, pixels: false }, origins: [] };
  const message = content ? say.pictureIsUnreadable(path) : say.fileIsMissing(path);
  diagnostics.push({ rule: content ? 'image-is-picture' : 'file-exists', message, place: pathPlace });
  return null;
}
