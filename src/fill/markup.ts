import type { Html, Nodes, Root, RootContent } from 'mdast';

import { replaceNodes } from './walk.ts';

const comments = /<!--[\s\S]*?-->/g;
const blocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

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
  const value = node.value.replace(comments, '').trim();
  const kept = block ? value : node.value.replace(comments, '');
  if (kept === '') return [];
  return block
    ? [{ type: 'paragraph', children: [{ type: 'text', value: kept }] }]
    : [{ type: 'text', value: kept }];
}
