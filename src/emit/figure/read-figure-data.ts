import type { DrawnData } from '../../base/document-print.ts';
import type { Made } from '../../base/effects.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';
import type { FilledDocument } from '../../base/report.ts';
import { nodesOfType } from '../../base/visit.ts';

import { inUtc } from './in-utc.ts';

/**
 * What the charts of a document are drawn from, by figure. Where a chart is the same as before, neither Vega nor
 * Vega-Lite is loaded. A faulty chart is refused when it is drawn, and has no data here.
 */
export async function readFigureData(
  document: Pick<FilledDocument, 'abstract' | 'root'>,
  made: Made,
): Promise<Map<CaptionedFigureNode, DrawnData>> {
  const found = new Map<CaptionedFigureNode, DrawnData>();
  const figures = [...document.abstract, document.root].flatMap((node) =>
    nodesOfType(node, 'captionedFigure'),
  );
  // One after the other: Vega's random numbers are global to it.
  for (const figure of figures) {
    const { picture } = figure;
    if (picture.type !== 'chart') continue;
    const text = await made.text('chart-data', picture.spec, async () => {
      const { readChartData } = await import('./read-chart-data.ts');
      return JSON.stringify(await inUtc(() => readChartData(picture.spec)));
    });
    found.set(figure, JSON.parse(text) as DrawnData);
  }
  return found;
}
