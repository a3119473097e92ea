import type { Definition, Html, Image, ImageReference, Link, RootContent } from 'mdast';

import { withoutComments } from '../base/comments.ts';
import * as say from '../base/messages/parse.ts';
import { INLINE_NAMES } from './directives/names.ts';
import { placeOfNode } from './directives/directive.ts';
import type { Reading } from './reading.ts';

/** Comments are dropped; other tags stay, as text, in every output. */
export function readMarkup(node: Html, reading: Reading): RootContent[] {
  const value = withoutComments(node.value);
  if (value.includes('<!--')) {
    const message = say.commentIsOpen();
    reading.diagnostics.push({ rule: 'comment-is-closed', message, place: placeOfNode(node, reading) });
    return [];
  }
  if (DIRECTIVE.test(value)) refuseDirectives(node, say.directiveInMarkup(), reading);
  return value.trim() === '' && value !== node.value ? [] : [{ ...node, value }];
}

/** A directive in the alternative text of a Markdown image, or in its title. */
export function refuseDirectiveInPicture(node: Image | ImageReference, reading: Reading): void {
  refuseDirectives(node, say.directiveInAlternative(), reading);
}

/** A directive in the title of a link, where nothing but text can stand. */
export function refuseDirectiveInTitle(node: Link | Definition, reading: Reading): void {
  if (node.title && DIRECTIVE.test(node.title)) refuseDirectives(node, say.directiveInTitle(), reading);
}

const DIRECTIVE = new RegExp(`(?<![\\p{L}\\p{N}_:\\\\]):(?:${INLINE_NAMES.join('|')})\\[`, 'u');

/** Tells of the first one in what the author wrote for a node. */
function refuseDirectives(node: RootContent, message: string, reading: Reading): void {
  const start = node.position?.start.offset ?? 0;
  const written = reading.source.text.slice(start, node.position?.end.offset ?? start);
  const found = DIRECTIVE.exec(written);
  if (found === null) return;
  const place = reading.source.placeAt(start + found.index);
  reading.diagnostics.push({ rule: 'directive-is-known', message, place });
}
