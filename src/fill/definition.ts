import type { Definition, Image, ImageReference, Link, LinkReference, Root } from 'mdast';

import { replaceNodes, visitAll } from './walk.ts';

/** Turns `[text][label]` into plain links and images, by the definitions of the same source; the definitions go. */
export function resolveDefinitions(tree: Root): void {
  const definitions = collectDefinitions(tree);
  visitAll(tree, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const definition = definitions.get(node.identifier);
    if (!definition) throw new Error(`a reference to ${node.identifier} was parsed without its definition`);
    Object.assign(node, node.type === 'linkReference' ? linkOf(node, definition) : imageOf(node, definition));
  });
  replaceNodes(tree, (node) => (node.type === 'definition' ? [] : null));
}

function collectDefinitions(tree: Root): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  visitAll(tree, (node) => {
    if (node.type !== 'definition' || definitions.has(node.identifier)) return;
    definitions.set(node.identifier, node);
  });
  return definitions;
}

function linkOf(node: LinkReference, { url, title }: Definition): Link {
  return { type: 'link', url, title: title ?? null, children: node.children };
}

function imageOf(node: ImageReference, { url, title }: Definition): Image {
  return { type: 'image', url, title: title ?? null, alt: node.alt ?? null };
}
