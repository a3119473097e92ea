import type { Made, OutputFile } from '../base/effects.ts';
import type { FilledDocument } from '../base/report.ts';

import { drawFigures } from './figure/draw-figures.ts';
import { wholeTree } from './html/body.ts';
import { emitHtml } from './html/emit-html.ts';
import { emitMarkdown } from './markdown/emit-markdown.ts';

/**
 * Writes the filled document in every form. Figures are drawn once, so that all outputs show the same. Throws a
 * ReportError where a figure cannot be drawn or a formula not be set.
 */
export async function emitReport(document: FilledDocument, made: Made): Promise<OutputFile[]> {
  const drawings = await drawFigures(wholeTree(document), made);
  return [...(await emitHtml(document, drawings, made)), ...emitMarkdown(document, drawings)];
}
