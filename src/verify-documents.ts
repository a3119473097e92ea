import { join } from 'node:path';

import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import type { Made } from './base/effects.ts';
import type { FilledDocument, ParsedReport } from './base/report.ts';
import type { JobResults } from './base/results.ts';
import { crateOf } from './crate-report.ts';
import { emitReport } from './emit/emit-report.ts';
import { writeOutputs } from './emit/write-outputs.ts';
import { fillReport } from './fill/fill-report.ts';
import { parseReport } from './parse/parse-report.ts';
import type { Project } from './project.ts';

/** A document, or why there is none. */
export interface Filling {
  document: FilledDocument | null;
  faults: readonly Diagnostic[];
}

/**
 * The document as the sources stand, filled from some results, refuted claims marked. Filling changes trees, so they are
 * read for each, but for a `parsed` report, which is nobody's afterwards.
 */
export async function fillDocument(
  results: readonly JobResults[],
  project: Project,
  parsed?: ParsedReport,
): Promise<Filling> {
  try {
    const report = parsed ?? (await parseReport(project.config, project.files, project.latest));
    const document = await fillReport(report, results, project.made, { keepGoing: true });
    return { document, faults: [] };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { document: null, faults: error.diagnostics };
  }
}

/** What was written of a document, as absolute paths, or why nothing was. */
export interface Published {
  outputs: readonly string[];
  faults: readonly Diagnostic[];
}

export const nothingPublished: Published = { outputs: [], faults: [] };

/** Writes a document into the report's output. */
export async function publish(document: FilledDocument, project: Project): Promise<Published> {
  const { output, made } = project;
  try {
    const emitted = await emitReport(document, made);
    const files = [...emitted, await crateOf(document, emitted, project)];
    await writeOutputs(output, files);
    return { outputs: files.map(({ path }) => join(output, path)), faults: [] };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { outputs: [], faults: error.diagnostics };
  }
}

/** What was made of fonts holds letters and no number: it may come from `kept`. All else is made in `own`. */
export function madeApart(own: Made, kept: Made): Made {
  const placeOf = (kind: string): Made => (ofFonts.has(kind) ? kept : own);
  return {
    text: (kind, parts, produce) => placeOf(kind).text(kind, parts, produce),
    bytes: (kind, parts, produce) => placeOf(kind).bytes(kind, parts, produce),
  };
}

const ofFonts: ReadonlySet<string> = new Set(['fonts', 'instances']);
