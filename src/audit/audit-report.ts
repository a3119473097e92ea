import type { Diagnostic } from '../base/diagnostic.ts';
import { digestBytes } from '../base/digest.ts';
import type { Latest } from '../base/effects.ts';
import type { ParsedReport, ReportConfig } from '../base/report.ts';
import { findUnclaimed } from './audit-comparisons.ts';
import { findLooseNotes } from './audit-footnotes.ts';
import { type Finding, findUnbound, type UnboundNumber } from './audit-numbers.ts';
import { auditSpec } from './audit-spec.ts';
import { openCleanPassages } from './clean-passages.ts';
import { findInWords } from './find-in-words.ts';
import { findNameless } from './find-nameless.ts';
import { listPassages } from './list-passages.ts';
import type { Passage, PlacedLiteral } from './passage.ts';

/** What an audit of the author's words found. */
export interface Audit {
  /** Numbers that nothing accounts for; `describeUnbound` tells of them. */
  unbound: readonly UnboundNumber[];
  /** Other mistakes. */
  mistakes: readonly Diagnostic[];
  /** Numbers that were declared; `findBoundLiterals` holds them against the results. */
  literals: readonly PlacedLiteral[];
  /** What deserves a look and stops nothing. */
  warnings: readonly Diagnostic[];
}

/**
 * Reads everything that an author wrote and a reader sees, and needs no plan nor result for it. `latest` remembers what
 * was found to be in order.
 */
export async function auditReport(report: ParsedReport, latest: Latest): Promise<Audit> {
  const clean = await openCleanPassages(nameOf(report.config), latest);
  const { passages, literals, specs } = listPassages(report);
  const isEnglish = /^en\b/i.test(report.config.language);
  const found: Finding[] = passages.flatMap((passage) =>
    clean.unlessClean(signatureOf(passage, isEnglish), () => auditPassage(passage, isEnglish)),
  );
  for (const [name, near] of specs) {
    const spec = report.specs.get(name);
    if (spec) found.push(...clean.unlessClean(`spec ${digestBytes(spec.text)}`, () => auditSpec(spec, near)));
  }
  const nameless = findNameless(report, clean);
  const inWords = findInWords(report, clean);
  await clean.keep();
  return {
    unbound: found.flatMap(({ unbound }) => unbound ?? []),
    mistakes: [...found.flatMap(({ mistake }) => mistake ?? []), ...nameless, ...inWords],
    literals,
    warnings: found.flatMap(({ warning }) => warning ?? []),
  };
}

/** Documents of other data sets have their own sources, some of them. */
function nameOf({ folder, dataset }: ReportConfig): string {
  return dataset === null ? folder : `${folder} ${dataset.name}`;
}

/** All that findings depend on: the places of what is found are asked for anew. */
function signatureOf({ takes, stands, text, marks }: Passage, isEnglish: boolean): string {
  const marked = marks.map(({ from, to, kind }) => `${kind} ${from} ${to}`);
  return JSON.stringify([isEnglish, takes, stands, text, ...marked]);
}

function auditPassage(passage: Passage, isEnglish: boolean): Finding[] {
  const remarkable = [...findLooseNotes(passage), ...(isEnglish ? findUnclaimed(passage) : [])];
  const warnings = remarkable.map(({ rule, message, at }) => ({
    warning: { rule, message, place: typeof at === 'number' ? passage.placeAt(at) : at },
  }));
  return [...findUnbound(passage).map((unbound) => ({ unbound })), ...warnings];
}
