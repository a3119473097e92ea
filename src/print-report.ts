import type { Diagnostic } from './base/diagnostic.ts';
import type { DocumentPrint, PrintChange } from './base/document-print.ts';
import { printIsDamaged, printIsMissing } from './base/messages/print.ts';
import type { FilledDocument, ParsedReport } from './base/report.ts';
import type { JobResults } from './base/results.ts';
import { readFigureData } from './emit/figure/read-figure-data.ts';
import { fillReport } from './fill/fill-report.ts';
import { lockFolder } from './lock/lock-names.ts';
import { comparePrints } from './print/compare-prints.ts';
import { documentFile, readPrint } from './print/document-file.ts';
import { recordPrint } from './print/record-print.ts';
import type { Project } from './project.ts';

/**
 * What a report shows of these results, figures' data after their transforms included. Throws a ReportError with the
 * mistakes of a build; where it keeps going, claims that the results refute are none.
 */
export async function printReport(
  report: ParsedReport,
  results: readonly JobResults[],
  { made }: Pick<Project, 'made'>,
  options = { keepGoing: false },
): Promise<DocumentPrint> {
  const document = await fillReport(report, results, made, options);
  return recordPrint(document, await readFigureData(document, made));
}

/** The print that is locked; null where there is none, in words what is wrong with it where it cannot be read. */
export async function readLockedPrint({
  config,
  files,
}: Pick<Project, 'config' | 'files'>): Promise<DocumentPrint | string | null> {
  const text = await files.readText(`${lockFolder(config)}/${documentFile}`).catch(() => null);
  return text === null ? null : readPrint(text);
}

/** How a document stands to the locked print. */
export interface ComparedPrint {
  changes: readonly PrintChange[];
  /** Where the locked print cannot be read. */
  faults: readonly Diagnostic[];
}

/**
 * Holds what a document shows against the locked print; where it was filled from the locked results, all that differs is
 * the sources' doing. A document without a locked print, whose results are locked, is at fault: whoever removed it would
 * be believed whatever the sources show. `named`: how commands name the report.
 */
export async function compareWithLockedPrint(
  document: FilledDocument | null,
  project: Project,
  named: string | null,
): Promise<ComparedPrint> {
  const locked = await readLockedPrint(project);
  if (document === null) return { changes: [], faults: [] };
  if (locked !== null && typeof locked !== 'string') {
    const print = recordPrint(document, await readFigureData(document, project.made));
    return { changes: comparePrints(locked, print), faults: [] };
  }
  const place = { file: `${lockFolder(project.config)}/${documentFile}`, line: 1, column: 1 };
  const fault: Diagnostic =
    locked === null
      ? { rule: 'lock-is-there', place, message: printIsMissing(named) }
      : { rule: 'lock-is-whole', place, message: printIsDamaged(locked, named) };
  return { changes: [], faults: [fault] };
}
