import type { PhrasingContent } from 'mdast';

import * as say from '../base/messages/parse.ts';
import type { CitationItem } from '../base/tree.ts';
import { isReference, readItems, readNarrative } from './citation.ts';
import type { Reading } from './reading.ts';
import type { SourceText } from './source-text.ts';

/** `@tbl-x` as a reference, `@key` and `@key [p. 3]` as citations. */
export function readAt(key: string, locator: string, source: SourceText): PhrasingContent {
  if (!isReference(key)) return readNarrative(key, locator, source);
  return { type: 'crossReference', id: key, bare: false, place: source.placeAt(0) };
}

/** `[-@tbl-x]`, `[@fig-a; @fig-b]` as references, anything else in brackets as citations. */
export function readBracketed(content: SourceText, source: SourceText, reading: Reading): PhrasingContent[] {
  const items = readItems(content);
  const references = items.filter((item) => isReference(item.key));
  if (references.length === 0)
    return [{ type: 'citation', narrative: false, items, place: source.placeAt(0) }];
  for (const item of items) refuseMixture(item, items, reading);
  return references.flatMap((item, index): PhrasingContent[] => {
    const { key: id, place, suppressAuthor: bare } = item;
    const node: PhrasingContent = { type: 'crossReference', id, bare, place };
    return index === 0 ? [node] : [{ type: 'text', value: ', ' }, node];
  });
}

function refuseMixture(item: CitationItem, items: readonly CitationItem[], { diagnostics }: Reading): void {
  const refuse = (message: string): void => {
    diagnostics.push({ rule: 'reference-is-plain', message, place: item.place });
  };
  if (!isReference(item.key)) {
    if (items.some((other) => isReference(other.key))) refuse(say.referencesAreMixed());
  } else if (item.prefix !== '' || item.locator !== '') refuse(say.referenceTakesNoText());
}
