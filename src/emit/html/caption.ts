import type { Element } from 'hast';
import { h } from 'hastscript';
import type { State } from 'mdast-util-to-hast';

import type { CaptionedFigureNode, CaptionedTableNode } from '../../base/filled-nodes.ts';
import { withOrigins } from './origins/with-origins.ts';

/** `Table 3.` and what the author says of it; the label of a figure tells where its data come from. */
export function caption(state: State, node: CaptionedTableNode | CaptionedFigureNode, id?: string): Element {
  const words = state.all({ type: 'paragraph', children: node.children });
  const plain = h('span.label', words.length > 0 ? `${node.label}.` : node.label);
  const origins = node.type === 'captionedFigure' ? node.origins : [];
  const label = origins.length > 0 ? withOrigins(plain, origins) : plain;
  return h('figcaption', { id }, words.length > 0 ? [label, ' ', ...words] : [label]);
}
