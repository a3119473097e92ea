import type { OutputFile } from '../../../base/effects.ts';
import * as messages from '../../../base/messages/provenance.ts';
import type { DeclaredLiteral, FilledDocument } from '../../../base/report.ts';
import { describeJobs } from './describe-jobs.ts';
import { describesShown } from './describe-shown.ts';
import { listBySection, type ShownSection } from './shown-by-section.ts';
import { plainWords, writeTable } from '../../../base/markdown-words.ts';

/** Beside the document: of every number where it comes from. */
export const provenanceFile = 'report-provenance.md';

/**
 * Writes the account of every number of a document, in Markdown: by section what is shown, unrounded, its expression, where
 * that is written, and the jobs or publications behind it; then the declared numbers and the jobs. Null for a document
 * without such numbers.
 */
export function writeProvenance(document: FilledDocument, documentFile: string): OutputFile | null {
  const sections = listBySection(document);
  if (sections.length + document.literals.length === 0) return null;
  const shown = sections.flatMap((section) => section.shown).filter(({ as }) => as !== 'figure');
  const describe = describesShown(document);
  const blocks = [
    `# ${plainWords(messages.provenanceTitle(document.title))}`,
    messages.provenanceOf(shown.length + document.literals.length, documentFile),
    ...sections.flatMap((section) => writeSection(section, documentFile, describe)),
    ...writeLiterals(document.literals),
    ...describeJobs(document.jobs),
  ];
  return { path: provenanceFile, content: `${blocks.join('\n\n')}\n` };
}

function writeSection(
  { title, id, shown }: ShownSection,
  documentFile: string,
  describe: ReturnType<typeof describesShown>,
): string[] {
  const words = plainWords(title);
  const heading = id === null ? words : `[${words}](${documentFile}#${encodeURI(id)})`;
  return [`## ${heading}`, writeTable(messages.provenanceHeaders, shown.map(describe))];
}

function writeLiterals(literals: readonly DeclaredLiteral[]): string[] {
  if (literals.length === 0) return [];
  const rows = literals.map(({ text, reason, place }) =>
    [text, reason, `${place.file}:${place.line}`].map(plainWords),
  );
  return [
    `## ${messages.declaredHeading}`,
    messages.declaredIntroduction,
    writeTable(messages.declaredHeaders, rows),
  ];
}
