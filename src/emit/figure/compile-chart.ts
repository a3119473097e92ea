import type { LoggerInterface, Spec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';

import type { Json } from '../../base/json.ts';
import { specIsNotUnderstood } from '../../base/messages/emit.ts';

import { checkMarks } from './check-marks.ts';
import { theme } from './theme.ts';

/** What is wrong with a spec whatever data are bound to it: it is compiled, and not drawn. */
export async function findChartFaults(spec: Json): Promise<readonly string[]> {
  const complaints = checkMarks(spec);
  if (complaints.length > 0) return complaints;
  try {
    const compiled = await compileChart(spec, collectComplaints(complaints));
    const { parse } = await import('vega');
    parse(compiled);
  } catch (error) {
    complaints.push(complaintOf(error));
  }
  return complaints;
}

/** Vega-Lite's compiler in the house style; it complains through the logger or by throwing. */
export async function compileChart(spec: Json, logger: LoggerInterface): Promise<Spec> {
  const { compile } = await import('vega-lite');
  return compile(asSpec(spec), { config: theme, logger }).spec;
}

/** Vega-Lite's own errors are sentences; what it stumbles over is not. */
export function complaintOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof TypeError ? specIsNotUnderstood(reason) : reason;
}

/** Vega only logs most faults (an unknown scheme, an empty domain): each is taken down once. */
export function collectComplaints(complaints: string[]): LoggerInterface {
  const note = (...parts: unknown[]): LoggerInterface => {
    const text = parts.map(String).join(' ');
    if (!complaints.includes(text)) complaints.push(text);
    return logger;
  };
  const pass = (): LoggerInterface => logger;
  const logger: LoggerInterface = { level: () => logger, error: note, warn: note, info: pass, debug: pass };
  return logger;
}

/** The border to Vega-Lite: its compiler checks the spec itself. */
function asSpec(spec: Json): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
}
