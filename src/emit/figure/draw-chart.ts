import type { Json } from '../../base/json.ts';

import { checkMarks } from './check-marks.ts';
import { collectComplaints, compileChart, complaintOf } from './compile-chart.ts';
import { inUtc } from './in-utc.ts';
import type { MeasureText } from './measure-text.ts';
import { tidySvg } from './tidy-svg.ts';

/** What drawing a chart gave: an SVG, or the complaints of Vega-Lite and Vega. */
export interface DrawnChart {
  svg: string;
  complaints: readonly string[];
}

/**
 * Draws a Vega-Lite spec whose data stand in it. The same spec gives the same bytes: random numbers are seeded, time
 * is UTC, ids start over, text is measured with the page's font.
 */
export async function drawChart(spec: Json, prefix: string, measure: MeasureText): Promise<DrawnChart> {
  const complaints = checkMarks(spec);
  if (complaints.length > 0) return { svg: '', complaints };
  try {
    const svg = await inUtc(() => render(spec, measure, complaints));
    return { svg: tidySvg(svg, prefix), complaints };
  } catch (error) {
    complaints.push(complaintOf(error));
    return { svg: '', complaints };
  }
}

async function render(spec: Json, measure: MeasureText, complaints: string[]): Promise<string> {
  const vega = await import('vega');
  const logger = collectComplaints(complaints);
  const compiled = await compileChart(spec, logger);
  const builtIn = vega.textMetrics.width;
  vega.textMetrics.width = measure;
  vega.resetSVGDefIds();
  vega.setRandom(vega.randomLCG(1));
  try {
    const view = new vega.View(vega.parse(compiled), {
      renderer: 'none',
      logger,
      loader: createLoader(complaints),
    });
    const svg = await view.toSVG();
    view.finalize();
    return svg;
  } finally {
    vega.textMetrics.width = builtIn;
  }
}

/** A chart that fetches would depend on more than its results: fill refuses `url` data, this catches the rest. */
function createLoader(complaints: string[]) {
  return {
    load: refuse,
    http: refuse,
    file: refuse,
    sanitize: (uri: string, { context }: { context?: string } = {}): Promise<{ href: string }> => {
      if (context !== 'href') return refuse(uri);
      // Vega's renderer does not survive a link that is refused: it gets one that leads nowhere, and the author the word.
      const complaint = `the spec links to ${uri}; take "href" away, or link from the caption`;
      if (!complaints.includes(complaint)) complaints.push(complaint);
      return Promise.resolve({ href: '#' });
    },
  };
}

function refuse(uri: string): Promise<never> {
  return Promise.reject(new Error(`the spec loads ${uri}; give it the data by name instead`));
}
