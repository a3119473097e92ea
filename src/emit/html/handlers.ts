import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Heading, Html, Link, Nodes, Parents } from 'mdast';
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast';
import type {} from 'remark-math';

import type { FilledDocument } from '../../base/report.ts';
import type {
  BibliographyNode,
  CaptionedFigureNode,
  InternalLinkNode,
  NumberedEquationNode,
  PrintedNode,
} from '../../base/tree.ts';
import type { Drawing } from '../drawing.ts';
import { code, listing } from './code.ts';
import { captionedFigure, image } from './figure.ts';
import { captionedTable, table } from './table.ts';

/** What stands ready before the tree is written: pieces that took a heavy package to make, by their nodes. */
export interface Pieces {
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>;
  math: ReadonlyMap<Nodes, string>;
  code: ReadonlyMap<Nodes, string>;
  images: FilledDocument['images'];
}

/** How each node of a filled document is written. mdast's own nodes not named here are written as usual. */
export function createHandlers(pieces: Pieces): Handlers {
  const raw = (value: string): ElementContent => ({ type: 'raw', value });
  const mathOf = (node: Nodes): ElementContent => raw(pieces.math.get(node) ?? '');
  return {
    heading,
    html,
    link,
    table,
    printed,
    internalLink,
    bibliography,
    captionedTable,
    captionedFigure: (state: State, node: CaptionedFigureNode) =>
      captionedFigure(state, node, pieces.drawings.get(node)),
    image: (_state: State, node: Extract<Nodes, { type: 'image' }>) => image(node, pieces.images),
    listing: (_state: State, node: Extract<Nodes, { type: 'listing' }>) =>
      listing(node, pieces.code.get(node) ?? ''),
    code: (_state: State, node: Extract<Nodes, { type: 'code' }>) => code(node, pieces.code.get(node) ?? ''),
    inlineMath: (_state: State, node: Nodes) => mathOf(node),
    math: (_state: State, node: Nodes) => h('div.equation', [h('div.formula', mathOf(node))]),
    numberedEquation: (_state: State, node: NumberedEquationNode) => numberedEquation(node, mathOf(node)),
  };
}

/** The document's title is the page's only h1: a section starts at h2. */
function heading(state: State, node: Heading): Element {
  const numbering = node.data?.numbering;
  const level = Math.min(node.depth + 1, 6);
  const number = numbering?.number ? [h('span.number', numbering.number), ' '] : [];
  return h(`h${level}`, { id: numbering?.id }, [...number, ...state.all(node)]);
}

/** Tags in prose are shown as the text they are; comments are for authors. */
function html(_state: State, node: Html, parent: Parents | undefined): ElementContent | undefined {
  const value = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
  if (value === '') return undefined;
  const isBlock =
    parent === undefined || /^(?:root|blockquote|listItem|footnoteDefinition)$/.test(parent.type);
  return isBlock ? h('p', value) : { type: 'text', value };
}

/** A link that would run something is only its words. */
function link(state: State, node: Link): ElementContent | ElementContent[] {
  const isSafe = /^(?:https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])/i.test(node.url);
  return isSafe ? defaultHandlers.link(state, node) : state.all(node);
}

/** A number says on hovering where it comes from; to a reader of the screen it is just the number. */
function printed(_state: State, node: PrintedNode): Element {
  const { expression, jobs, published } = node.origin;
  const source = published ? 'published figure' : jobs.join(', ');
  return h('span.value', { title: source ? `${expression} · ${source}` : expression }, node.value);
}

function internalLink(state: State, node: InternalLinkNode): Element {
  const anchor = h('a', { href: `#${node.target}`, className: [node.role] }, state.all(node));
  return node.role === 'note' ? h('sup', [anchor]) : anchor;
}

function numberedEquation(node: NumberedEquationNode, formula: ElementContent): Element {
  const number = node.number === null ? [] : [h('span.number', `(${node.number})`)];
  return h('div.equation', { id: node.id }, [h('div.formula', [formula]), ...number]);
}

function bibliography(state: State, node: BibliographyNode): Element {
  const entries = node.entries.map(({ id, label, children }) => {
    const words = h('span', state.all({ type: 'paragraph', children }));
    return h('li', { id }, label === null ? [words] : [h('span.label', label), ' ', words]);
  });
  const style = node.entries.some(({ label }) => label !== null) ? 'numeric' : 'author-date';
  return h('ul', { className: ['bibliography', style] }, entries);
}
