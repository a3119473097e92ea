import type { Nodes, Root } from 'mdast';

import type { Made } from '../../base/effects.ts';

import { visitAll } from './visit-all.ts';

/** Code as an author or an excerpt names it. */
export interface Code {
  value: string;
  language: string;
}

/** HTML of every code block of the tree, coloured by classes where its language is known, by its node. */
export async function highlightCode(tree: Root, made: Made): Promise<ReadonlyMap<Nodes, string>> {
  const found = listCode(tree);
  if (found.length === 0) return new Map();
  const blocks = found.map(({ code }) => ({ ...code }));
  const kept = await made.text('code', { blocks }, async () => {
    const { colour } = await import('./colour.ts');
    return JSON.stringify(blocks.map(colour));
  });
  const pieces = JSON.parse(kept) as string[];
  return new Map(found.map(({ node }, index) => [node, pieces[index] ?? '']));
}

function listCode(tree: Root): { node: Nodes; code: Code }[] {
  const found: { node: Nodes; code: Code }[] = [];
  visitAll(tree, (node) => {
    if (node.type === 'listing') found.push({ node, code: { value: node.value, language: node.language } });
    else if (node.type === 'code')
      found.push({ node, code: { value: node.value, language: node.lang ?? '' } });
  });
  return found;
}
