import type { Html, Nodes, Root, RootContent } from 'mdast';

import { withoutComments } from '../base/comments.ts';
import { replaceNodes } from './walk.ts';

const blocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition', 'when']);

/** HTML in prose is text in every output; comments are dropped. */
export function turnMarkupIntoText(tree: Root): void {
  rewrite(tree);
}

function rewrite(parent: Nodes): void {
  replaceNodes(parent, (node) => {
    if (node.type === 'html') return asText(node, blocks.has(parent.type));
    rewrite(node);
    return [node] as RootContent[];
  });
}

function asText(node: Html, block: boolean): RootContent[] {
  const value = withoutComments(node.value);
  const kept = block ? value.trim() : value;
  if (kept === '') return [];
  return block
    ? [{ type: 'paragraph', children: [{ type: 'text', value: kept }] }]
    : [{ type: 'text', value: kept }];
}
