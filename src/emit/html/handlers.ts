import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Heading, Html, Link, Nodes, Parents } from 'mdast';
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast';
import type {} from 'remark-math';

import { withoutComments } from '../../base/comments.ts';
import { isQuoted } from '../../base/origins.ts';
import type { FilledDocument } from '../../base/report.ts';
import type {
  BibliographyNode,
  CaptionedFigureNode,
  InternalLinkNode,
  NumberedEquationNode,
  PrintedNode,
} from '../../base/filled-nodes.ts';
import type { Drawing } from '../drawing.ts';
import { blockquote } from './callout.ts';
import { code, listing } from './code.ts';
import { captionedFigure, image } from './figure.ts';
import { withOrigins } from './origins/with-origins.ts';
import { captionedTable, table } from './table.ts';

type InlineMath = Extract<Nodes, { type: 'inlineMath' }>;

/** What stands ready before the tree is written: pieces that took a heavy package to make, by their nodes. */
export interface Pieces {
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>;
  math: ReadonlyMap<Nodes, string>;
  code: ReadonlyMap<Nodes, string>;
  images: FilledDocument['images'];
}

/** How each node of a filled document is written. mdast's own nodes not named here are written as usual. */
export function createHandlers(pieces: Pieces): Handlers {
  const mathOf = (node: Nodes): ElementContent => ({ type: 'raw', value: ready(pieces.math, node) });
  return {
    blockquote,
    heading,
    html,
    link,
    table,
    printed,
    internalLink,
    bibliography,
    captionedTable,
    captionedFigure: (state: State, node: CaptionedFigureNode) =>
      captionedFigure(state, node, ready(pieces.drawings, node)),
    image: (_state: State, node: Extract<Nodes, { type: 'image' }>) => image(node, pieces.images),
    listing: (_state: State, node: Extract<Nodes, { type: 'listing' }>) =>
      listing(node, ready(pieces.code, node)),
    code: (_state: State, node: Extract<Nodes, { type: 'code' }>) => code(node, ready(pieces.code, node)),
    inlineMath: (_state: State, node: InlineMath) => inlineMath(node, mathOf(node)),
    math: (_state: State, node: Extract<Nodes, { type: 'math' }>) =>
      h('div.equation', [formula(mathOf(node), node.value, 'Equation')]),
    numberedEquation: (_state: State, node: NumberedEquationNode) => numberedEquation(node, mathOf(node)),
  };
}

/** A piece that nobody made would be a blank in the document, so it is a fault of ours. */
function ready<Node extends Nodes, Piece>(made: ReadonlyMap<Node, Piece>, node: Node): Piece {
  const piece = made.get(node);
  if (piece === undefined) throw new Error(`nothing was made for a node of type ${node.type}`);
  return piece;
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
  const value = withoutComments(node.value).trim();
  if (value === '') return undefined;
  const isBlock =
    parent === undefined || /^(?:root|blockquote|listItem|footnoteDefinition)$/.test(parent.type);
  return isBlock ? h('p', value) : { type: 'text', value };
}

/** Schemes whose addresses hold what is to be run or shown, as a browser reads them: with blanks and controls left out. */
const RUNS = /^(?:javascript|vbscript|data|blob|filesystem|view-source):/i;

/** A link that would run something is only its words. */
function link(state: State, node: Link): ElementContent | ElementContent[] {
  const address = node.url.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '');
  return RUNS.test(address) ? state.all(node) : defaultHandlers.link(state, node);
}

function printed(_state: State, { origin, value }: PrintedNode): Element {
  return withOrigins(h('span', { className: isQuoted(origin) ? ['published'] : [] }, value), [origin]);
}

/** A formula within a sentence; results in it are told of together. */
function inlineMath(node: InlineMath, math: ElementContent): ElementContent {
  const origins = node.data?.origins ?? [];
  return origins.length > 0 ? withOrigins(h('span', [math]), origins) : math;
}

function internalLink(state: State, node: InternalLinkNode): Element {
  const anchor = h('a', { href: `#${node.target}`, className: [node.role] }, state.all(node));
  return node.role === 'note' ? h('sup', [anchor]) : anchor;
}

function numberedEquation(node: NumberedEquationNode, math: ElementContent): Element {
  const { number, id, value } = node;
  const label = number === null ? 'Equation' : `Equation ${number}`;
  const shownNumber = number === null ? [] : [h('span.number', `(${number})`)];
  const shown = node.origins.length > 0 ? withOrigins(h('span', [math]), node.origins) : math;
  return h('div.equation', { id }, [formula(shown, value, label), ...shownNumber]);
}

/** A long formula may have to scroll on a small screen, so the keyboard must reach it; a short one is no stop for it. */
function formula(math: ElementContent, tex: string, label: string): Element {
  const reachable = tex.length > 32 ? { tabIndex: 0, role: 'group', ariaLabel: label } : {};
  return h('div.formula', reachable, [math]);
}

function bibliography(state: State, node: BibliographyNode): Element {
  const entries = node.entries.map(({ id, label, children }) => {
    const words = h('span', state.all({ type: 'paragraph', children }));
    return h('li', { id }, label === null ? [words] : [h('span.label', label), ' ', words]);
  });
  const style = node.entries.some(({ label }) => label !== null) ? 'numeric' : 'author-date';
  return h('ul', { className: ['bibliography', style] }, entries);
}
