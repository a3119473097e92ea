import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/parse.ts';
import type { SourceText } from './source-text.ts';

const ENTRY = /^[ \t]*@([A-Za-z]+)[ \t]*[{(]\s*([^,\s{}()]+)\s*,/gm;
const NO_ENTRIES = new Set(['comment', 'string', 'preamble']);

/** Keys of the entries of a BibTeX file; the entries themselves are read where they are written out. */
export function readCitationKeys(source: SourceText, diagnostics: Diagnostic[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const match of source.text.matchAll(ENTRY)) {
    const [whole, type = '', key = ''] = match;
    if (NO_ENTRIES.has(type.toLowerCase())) continue;
    if (keys.has(key)) {
      const place = source.placeAt(match.index + whole.indexOf('@'));
      diagnostics.push({ rule: 'id-is-unique', message: say.bibliographyKeyIsTaken(key), place });
    }
    keys.add(key);
  }
  return keys;
}
