import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/parse.ts';
import type { SourceText } from './source-text.ts';

const FENCE = /^[ \t>]*:{3,}([\w-]*)/gm;
/** More containers open at once are left open by mistake. */
const MOST = 20;

/**
 * Each container left open makes the parser read the rest of the file once more, so that a thousand of them would
 * take minutes: a file with more than a few open at once is refused, at the first of them, before it is parsed.
 */
export function findOpenContainers(source: SourceText): Diagnostic | null {
  const open: { name: string; offset: number }[] = [];
  for (const match of source.text.matchAll(FENCE)) {
    const [fence, name = ''] = match;
    if (name === '') open.pop();
    else open.push({ name, offset: match.index + fence.indexOf(':') });
    const [first] = open;
    if (open.length > MOST && first !== undefined) {
      const message = say.containerIsOpen(first.name);
      return { rule: 'directive-is-whole', message, place: source.placeAt(first.offset) };
    }
  }
  return null;
}
