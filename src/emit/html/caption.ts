import type { Element } from 'hast';
import { h } from 'hastscript';
import type { State } from 'mdast-util-to-hast';

import type { CaptionedFigureNode, CaptionedTableNode } from '../../base/filled-nodes.ts';

/** `Table 3.` and what the author says of it. */
export function caption(state: State, node: CaptionedTableNode | CaptionedFigureNode, id?: string): Element {
  const words = state.all({ type: 'paragraph', children: node.children });
  const label = h('span.label', words.length > 0 ? `${node.label}.` : node.label);
  return h('figcaption', { id }, words.length > 0 ? [label, ' ', ...words] : [label]);
}
