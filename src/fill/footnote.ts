import type { FootnoteDefinition, Root } from 'mdast';

import { replaceNodes, visitAll } from './walk.ts';

/** Two sources may use the same footnote identifier: puts `scope` before those of a tree. */
export function scopeFootnotes(tree: Root, scope: string): void {
  visitAll(tree, (node) => {
    if (node.type !== 'footnoteReference' && node.type !== 'footnoteDefinition') return;
    node.identifier = `${scope}/${node.identifier}`;
  });
}

/**
 * Takes the footnotes out of the trees and numbers them in the order of their first reference; a note that nothing refers to is dropped,
 * as every Markdown reader does. Identifiers become the numbers.
 */
export function numberFootnotes(trees: readonly Root[]): FootnoteDefinition[] {
  const definitions = takeDefinitions(trees);
  const numbered: FootnoteDefinition[] = [];
  const numbers = new Map<string, number>();
  const visitReferences = (tree: Root | FootnoteDefinition): void => {
    visitAll(tree, (node) => {
      if (node.type !== 'footnoteReference') return;
      const number = numbers.get(node.identifier) ?? numbers.size + 1;
      const definition = definitions.get(node.identifier);
      if (definition && !numbers.has(node.identifier)) numbered.push(definition);
      numbers.set(node.identifier, number);
      Object.assign(node, { identifier: String(number), label: String(number) });
    });
  };
  trees.forEach(visitReferences);
  // The list grows while notes refer to further notes.
  for (const definition of numbered) visitReferences(definition);
  return numbered.map((note, index) => ({
    ...note,
    identifier: String(index + 1),
    label: String(index + 1),
  }));
}

/** As in CommonMark, the first of two definitions of the same identifier counts. */
function takeDefinitions(trees: readonly Root[]): Map<string, FootnoteDefinition> {
  const definitions = new Map<string, FootnoteDefinition>();
  const take = (tree: Root | FootnoteDefinition): void => {
    replaceNodes(tree, (node) => {
      if (node.type !== 'footnoteDefinition') return null;
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
      take(node);
      return [];
    });
  };
  trees.forEach(take);
  return definitions;
}
