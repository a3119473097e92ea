import type { Definition, FootnoteDefinition, Nodes, Parent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';

/** A tree with what makes no difference to a reader made equal: places, references spelled out, the order of notes. */
export function meaningOf(tree: Root): Root {
  const copy = structuredClone(tree);
  resolveReferences(copy);
  htmlToText(copy);
  numberNotes(copy);
  tidy(copy);
  return copy;
}

/** Headings of a tree as a report shows them: the least depth is a section's, below the title of the document. */
export function asSections(tree: Root): Root {
  let least = 6;
  visit(tree, 'heading', (node) => {
    least = Math.min(least, node.depth);
  });
  visit(tree, 'heading', (node) => {
    node.depth = Math.min(6, node.depth - least + 2) as 1;
  });
  return tree;
}

/** A report's headings without what it adds: the anchor and the number. */
export function withoutNumbers(tree: Root): Root {
  visit(tree, 'heading', (node) => {
    node.children = node.children.filter(({ type }) => type !== 'html');
    const [first] = node.children;
    if (first?.type !== 'text') return;
    first.value = first.value.replace(/^\d+(?:\.\d+)*(?: |$)/, '');
    if (first.value === '') node.children.shift();
  });
  return tree;
}

/** Links and pictures by label become plain ones. */
function resolveReferences(tree: Root): void {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  visit(tree, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const { url, title } = definitions.get(node.identifier) ?? { url: '', title: null };
    Object.assign(node, {
      type: node.type === 'linkReference' ? 'link' : 'image',
      url,
      title: title ?? null,
    });
    Reflect.deleteProperty(node, 'identifier');
  });
  remove(tree, 'definition');
}

/** Tags are text in every output, comments are dropped: the one thing that the author's language does otherwise. */
function htmlToText(parent: Nodes): void {
  if (!('children' in parent)) return;
  const isBlock = /^(?:root|blockquote|listItem|footnoteDefinition)$/.test(parent.type);
  setChildren(parent, (node) => {
    htmlToText(node);
    if (node.type !== 'html') return [node];
    const value = node.value.replace(/<!--(?:>|->|[\s\S]*?-->)/g, '');
    const kept = isBlock ? value.trim() : value;
    if (kept === '') return [];
    return isBlock
      ? [{ type: 'paragraph', children: [{ type: 'text', value: kept }] }]
      : [{ type: 'text', value: kept }];
  });
}

/** Notes in the order in which they are first referred to, at the end. */
function numberNotes(tree: Root): void {
  const notes = new Map<string, FootnoteDefinition>();
  visit(tree, 'footnoteDefinition', (node) => {
    if (!notes.has(node.identifier)) notes.set(node.identifier, node);
  });
  remove(tree, 'footnoteDefinition');
  const numbers = new Map<string, string>();
  const number = (root: Nodes): void => {
    visit(root, 'footnoteReference', (node) => {
      const known = numbers.get(node.identifier);
      const name = known ?? String(numbers.size + 1);
      const note = notes.get(node.identifier);
      numbers.set(node.identifier, name);
      node.identifier = name;
      if (known !== undefined || note === undefined) return;
      tree.children.push({ ...note, identifier: name });
    });
  };
  number(tree);
}

function tidy(node: Nodes): void {
  for (const field of ['position', 'data', 'label', 'referenceType'] as const)
    Reflect.deleteProperty(node, field);
  for (const [name, value] of Object.entries(node)) if (value === null) Reflect.deleteProperty(node, name);
  if (node.type === 'list') {
    // A list is loose or tight as a whole.
    node.spread = node.spread === true || node.children.some((item) => item.spread);
    for (const item of node.children) item.spread = node.spread;
  }
  if (!('children' in node)) return;
  const joined: RootContent[] = [];
  for (const child of node.children) {
    const last = joined.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else joined.push(child);
  }
  (node as Parent).children = joined;
  joined.forEach(tidy);
}

function remove(tree: Nodes, type: RootContent['type']): void {
  if (!('children' in tree)) return;
  setChildren(tree, (node) => {
    remove(node, type);
    return node.type === type ? [] : [node];
  });
}

function setChildren(parent: Parent & Nodes, change: (node: RootContent) => RootContent[]): void {
  (parent as Parent).children = parent.children.flatMap(change);
}
