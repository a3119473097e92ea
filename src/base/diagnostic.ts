import { formatPlace, type Place } from './place.ts';

/** One mistake of an author's, or of an author's machine: what is wrong and what to do about it. */
export interface Diagnostic {
  /** A name for the healthy state, e.g. `result-is-known`. */
  rule: string;
  /** One sentence or two; the last one says what to do next. */
  message: string;
  place?: Place;
  /** Further lines shown indented: the tail of a log, the operands of a condition. */
  details?: readonly string[];
}

/** Carries every diagnostic of a stage. Only `cli.ts` catches it; it exits 1 without a stack trace. */
export class ReportError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
    this.name = 'ReportError';
    this.diagnostics = diagnostics;
  }
}

/** `report/02.md:31:12 result-is-known  no result …`, details indented below. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const head = diagnostic.place ? `${formatPlace(diagnostic.place)} ` : '';
  const tail = (diagnostic.details ?? []).map((line) => `\n    ${line}`).join('');
  return `${head}${diagnostic.rule}  ${diagnostic.message}${tail}`;
}

/** Adds a diagnostic that several readers of one file may find: it is told once. */
export function addOnce(diagnostics: Diagnostic[], found: Diagnostic): void {
  if (!diagnostics.some(({ message }) => message === found.message)) diagnostics.push(found);
}

/** Ends a stage: throws when there is at least one diagnostic, ordered by file, line and column. */
export function stopOnDiagnostics(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new ReportError([...diagnostics].sort(byPlace));
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const file = compareText(a.place?.file ?? '', b.place?.file ?? '');
  return (
    file || (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
