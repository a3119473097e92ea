import type { Nodes } from 'mdast';

import { plainTex } from './plain-tex.ts';

/** The words of some nodes without their dress: for ids, the table of contents and alternative texts. Notes are left out. */
export function plainText(nodes: readonly Nodes[]): string {
  return nodes.map(textOf).join('');
}

function textOf(node: Nodes): string {
  if (node.type === 'footnoteReference') return '';
  if (node.type === 'internalLink' && node.role === 'note') return '';
  if (node.type === 'image') return node.alt ?? '';
  if (node.type === 'inlineMath') return plainTex(node.value);
  if (node.type === 'break') return ' ';
  // As written: where a claim is told false, references have no numbers yet.
  if (node.type === 'crossReference') return `@${node.id}`;
  if (node.type === 'citation') return node.items.map(({ key }) => `@${key}`).join('; ');
  if ('value' in node) return node.value;
  return 'children' in node ? plainText(node.children) : '';
}
