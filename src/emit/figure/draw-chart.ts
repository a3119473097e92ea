import type { LoggerInterface } from 'vega';
import type { TopLevelSpec } from 'vega-lite';

import type { Json } from '../../base/json.ts';
import { specIsNotUnderstood } from '../../base/messages/emit.ts';

import { checkMarks } from './check-marks.ts';
import type { MeasureText } from './measure-text.ts';
import { theme } from './theme.ts';
import { tidySvg } from './tidy-svg.ts';

/** What drawing a chart gave: an SVG, or the complaints of Vega-Lite and Vega. */
export interface DrawnChart {
  svg: string;
  complaints: readonly string[];
}

/**
 * Draws a Vega-Lite spec whose data stand in it. The same spec gives the same bytes: random numbers are seeded, time
 * is UTC, ids start over, text is measured with the page's font. Vega only logs most faults (an unknown scheme, an empty domain), so its log is collected.
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

/** Vega-Lite's own errors are sentences; what it stumbles over is not. */
function complaintOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof TypeError ? specIsNotUnderstood(reason) : reason;
}

async function render(spec: Json, measure: MeasureText, complaints: string[]): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const logger = collect(complaints);
  const compiled = vegaLite.compile(asSpec(spec), { config: theme, logger });
  const builtIn = vega.textMetrics.width;
  vega.textMetrics.width = measure;
  vega.resetSVGDefIds();
  vega.setRandom(vega.randomLCG(1));
  try {
    const view = new vega.View(vega.parse(compiled.spec), {
      renderer: 'none',
      logger,
      loader: refusingLoader,
    });
    const svg = await view.toSVG();
    view.finalize();
    return svg;
  } finally {
    vega.textMetrics.width = builtIn;
  }
}

/** A chart that fetches would depend on more than its results: fill refuses `url` data, this catches the rest. */
const refusingLoader = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: refuse,
};

function refuse(uri: string): Promise<never> {
  return Promise.reject(new Error(`the spec loads ${uri}; give it the data by name instead`));
}

function collect(complaints: string[]): LoggerInterface {
  const note = (...parts: unknown[]): LoggerInterface => {
    const text = parts.map(String).join(' ');
    if (!complaints.includes(text)) complaints.push(text);
    return logger;
  };
  const pass = (): LoggerInterface => logger;
  const logger: LoggerInterface = { level: () => logger, error: note, warn: note, info: pass, debug: pass };
  return logger;
}

async function inUtc<Result>(draw: () => Promise<Result>): Promise<Result> {
  const zone = process.env.TZ;
  process.env.TZ = 'UTC';
  try {
    return await draw();
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
}

/** The border to Vega-Lite: its compiler checks the spec itself and complains through the logger or by throwing. */
function asSpec(spec: Json): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
}
