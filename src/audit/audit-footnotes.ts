import * as say from '../base/messages/audit.ts';
import type { Remarkable } from './audit-comparisons.ts';
import type { Passage } from './passage.ts';

/** What is left as text of a reference to a footnote: one that has a definition is a node of its own. */
const NOTE = /\[\^[^\][\s]{1,100}\]/g;

/** References to footnotes that nothing defines: Markdown shows them as they are written. */
export function findLooseNotes({ takes, text }: Passage): Remarkable[] {
  if (takes !== 'directive' || !text.includes('[^')) return [];
  return Array.from(text.matchAll(NOTE), ({ index, 0: note }) => ({
    rule: 'note-is-defined',
    message: say.noteIsUndefined(note),
    at: index,
  }));
}
