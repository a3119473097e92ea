import type { Root } from 'mdast';

import { stopOnDiagnostics, type Diagnostic } from '../../base/diagnostic.ts';
import type { Made } from '../../base/effects.ts';
import type { Json } from '../../base/json.ts';
import { chartIsFaulty } from '../../base/messages/emit.ts';
import type { CaptionedFigureNode, Picture } from '../../base/filled-nodes.ts';
import { nodesOfType } from '../../base/visit.ts';

import type { Drawing } from '../drawing.ts';
import type { DrawnChart } from './draw-chart.ts';

type Chart = Extract<Picture, { type: 'chart' }>;

/**
 * Draws every figure of the document once, for all outputs. Throws a ReportError naming spec and place where Vega-Lite
 * or Vega complains about a chart.
 */
export async function drawFigures(root: Root, made: Made): Promise<Map<CaptionedFigureNode, Drawing>> {
  const drawings = new Map<CaptionedFigureNode, Drawing>();
  const diagnostics: Diagnostic[] = [];
  const draw = createDraw(made);
  for (const [index, figure] of nodesOfType(root, 'captionedFigure').entries()) {
    const { picture } = figure;
    // One after the other: Vega's text measure and random numbers are global to it.
    if (picture.type === 'bitmap') drawings.set(figure, bitmapOf(picture));
    else {
      // A point stands in no other id of a document.
      const prefix = `drawing.${figure.id ?? index + 1}`;
      const svg = await drawOnce({ picture, prefix, draw }, made).catch((error: unknown) => {
        diagnostics.push(describe(figure, picture, complaintsOf(error)));
        return '';
      });
      drawings.set(figure, { type: 'svg', svg, ...sizeOf(svg) });
    }
  }
  stopOnDiagnostics(diagnostics);
  return drawings;
}

type Draw = (spec: Json, prefix: string) => Promise<DrawnChart>;

interface ChartToDraw {
  picture: Chart;
  prefix: string;
  draw: Draw;
}

/** Loads Vega and the font's measures with the first chart that is not in the cache, for all that follow. */
function createDraw(made: Made): Draw {
  let loaded: Promise<Draw> | null = null;
  const load = async (): Promise<Draw> => {
    const [{ drawChart }, { loadMeasureText }] = await Promise.all([
      import('./draw-chart.ts'),
      import('./measure-text.ts'),
    ]);
    const measure = await loadMeasureText(made);
    return (spec, prefix) => drawChart(spec, prefix, measure);
  };
  return async (spec, prefix) => (await (loaded ??= load()))(spec, prefix);
}

/** Nothing is kept of a chart that Vega complained about, so that the complaint comes again with the next build. */
class FaultyChart extends Error {
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super('faulty chart');
    this.complaints = complaints;
  }
}

function drawOnce({ picture, prefix, draw }: ChartToDraw, made: Made): Promise<string> {
  return made.text('charts', { spec: picture.spec, prefix }, async () => {
    const { svg, complaints } = await draw(picture.spec, prefix);
    if (complaints.length > 0) throw new FaultyChart(complaints);
    return svg;
  });
}

function complaintsOf(error: unknown): readonly string[] {
  if (error instanceof FaultyChart) return error.complaints;
  throw error;
}

function describe(figure: CaptionedFigureNode, chart: Chart, complaints: readonly string[]): Diagnostic {
  return {
    rule: 'spec-is-valid',
    message: chartIsFaulty(chart.name, figure.label),
    place: figure.place,
    details: complaints,
  };
}

function bitmapOf({
  mediaType,
  content,
  width,
  height,
  pixels,
}: Extract<Picture, { type: 'bitmap' }>): Drawing {
  return { type: 'bitmap', mediaType, content, width, height, pixels };
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width = '0', height = '0'] = /^<svg[^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
