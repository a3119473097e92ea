import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';
import { listPassages } from './list-passages.ts';

/** What is left as text of a reference to a footnote: one that has a definition is a node of its own. */
const NOTE = /\[\^[^\][\s]{1,100}\]/g;

/** References to footnotes that nothing defines: Markdown shows them as they are written. A warning each. */
export function findLooseNotes(report: ParsedReport): Diagnostic[] {
  return listPassages(report)
    .filter(({ takes }) => takes === 'directive')
    .flatMap((passage) =>
      Array.from(passage.text.matchAll(NOTE), ({ index, 0: note }) => ({
        rule: 'note-is-defined',
        message: say.noteIsUndefined(note),
        place: passage.placeAt(index),
      })),
    );
}
