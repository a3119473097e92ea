import type { Element, ElementContent, Nodes, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Blockquote, Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';

import { originWords, publishedLegend } from '../../base/messages/emit.ts';
import { firstQuoted } from '../../base/origins.ts';
import type { FilledDocument } from '../../base/report.ts';
import { contents } from './contents.ts';
import { createHandlers, type Pieces } from './handlers.ts';
import { hintId } from './origins/ids.ts';
import { pageId } from './page-id.ts';

const textId = pageId('text');

/** The abstract and the sections as one tree: footnotes are counted through both. */
export function wholeTree(document: FilledDocument): Root {
  return { type: 'root', children: [...document.abstract, ...document.root.children] };
}

/** What stands in the page's body: skip link, title block, table of contents, the sections, the notes. */
export function writeBody(document: FilledDocument, pieces: Pieces): ElementContent[] {
  const [abstract, sections] = writeSections(document, pieces);
  return [
    h('a.skip', { href: `#${textId}` }, 'Skip to the text'),
    titleBlock(document, abstract),
    ...contents(document.contents),
    h('main', { id: textId, tabIndex: -1 }, sections),
  ];
}

/** The abstract and the rest, written in one go and taken apart again. */
function writeSections(document: FilledDocument, pieces: Pieces): [ElementContent | null, ElementContent[]] {
  const abstract: Blockquote = {
    type: 'blockquote',
    data: { hName: 'section', hProperties: { className: ['abstract'], ariaLabel: 'Abstract' } },
    children: [...document.abstract],
  };
  const tree: Root = { type: 'root', children: [abstract, ...document.root.children] };
  const hast = toHast(tree, {
    handlers: createHandlers(pieces),
    clobberPrefix: pageId('note-'),
    footnoteLabel: 'Notes',
    footnoteLabelProperties: {},
    footnoteBackLabel: (index) => `Back to the text at note ${index + 1}`,
  });
  renameNotesLabel(hast);
  const children: RootContent[] = 'children' in hast ? hast.children : [];
  const blocks = children.filter(isContent);
  return [document.abstract.length > 0 ? (blocks[0] ?? null) : null, blocks.slice(1)];
}

/** The heading of the notes, and the references described by it, have an id that the writer of hast gives no say in. */
function renameNotesLabel(tree: Nodes): void {
  const id = pageId('notes');
  const rename = (node: Nodes): void => {
    if (node.type === 'element') renameIn(node, id);
    if ('children' in node) for (const child of node.children) rename(child);
  };
  rename(tree);
}

function renameIn({ properties, children }: Element, id: string): void {
  if (properties.ariaDescribedBy) properties.ariaDescribedBy = [id];
  const [heading] = properties.dataFootnotes ? children : [];
  if (heading?.type === 'element') heading.properties.id = id;
}

function isContent(node: RootContent): node is ElementContent {
  return node.type !== 'doctype';
}

function titleBlock(document: FilledDocument, abstract: ElementContent | null): Element {
  const { title, subtitle, authors, date } = document;
  return h('header.title', [
    h('h1', title),
    subtitle === null ? null : h('p.subtitle', subtitle),
    authors.length === 0 ? null : h('p.authors', authors.join(', ')),
    date === null ? null : h('p.date', h('time', { dateTime: date }, longDate(date, document.language))),
    abstract,
    legend(document),
    h('p.origins-hint', { id: hintId, hidden: true }, originWords.hint),
  ]);
}

/** Before the first published figure stands how they are told apart, by one of them. */
function legend(document: FilledDocument): Element | null {
  const example = firstQuoted(document);
  if (example === null) return null;
  return h('p.legend', [publishedLegend.before, h('span.published', example), publishedLegend.after]);
}

/** `23 November 2026`; a date that is no ISO date stays as written. */
function longDate(date: string, language: string): string {
  const moment = new Date(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(moment.getTime())) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(moment);
}
