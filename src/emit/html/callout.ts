import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Blockquote } from 'mdast';
import { defaultHandlers, type State } from 'mdast-util-to-hast';

import { calloutTitles } from '../../base/messages/emit.ts';

/** A quote; where it is a callout, an aside under a word that says what kind it is. */
export function blockquote(state: State, node: Blockquote): Element {
  const kind = node.data?.callout?.kind;
  if (kind === undefined) return defaultHandlers.blockquote(state, node);
  const title = calloutTitles[kind];
  const properties = { className: ['callout', `callout-${kind}`], role: 'note', ariaLabel: title };
  return h('aside', properties, [h('p.callout-title', { ariaHidden: 'true' }, title), ...state.all(node)]);
}
