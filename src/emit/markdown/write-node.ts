import type {
  Blockquote,
  Heading,
  Html,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Parent,
  PhrasingContent,
  RootContent,
  Text,
} from 'mdast';

import type {
  BibliographyNode,
  CaptionedFigureNode,
  CaptionedTableNode,
  InternalLinkNode,
  ListingNode,
  NumberedEquationNode,
  PrintedNode,
} from '../../base/filled-nodes.ts';
import { isQuoted } from '../../base/origins.ts';
import { onOneLine, withoutPipes, withTag } from './mathematics.ts';
import type { PictureFile, PictureFiles } from './picture-file.ts';

/** What writing a node depends on besides the node. */
export interface Surroundings {
  pictures: PictureFiles;
  /** Inside a cell of a table, where `|` would end the cell. */
  cell: boolean;
}

/** Nodes of a filled document as nodes that Markdown has; runs of text become one, so that escapes see all of it. */
export function writeNodes(nodes: readonly Nodes[], around: Surroundings): RootContent[] {
  const written: RootContent[] = [];
  for (const node of nodes.flatMap((child) => writeNode(child, around))) {
    const last = written.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else written.push(node);
  }
  return written;
}

function writeNode(node: Nodes, around: Surroundings): RootContent[] {
  switch (node.type) {
    case 'printed':
      return [writePrinted(node)];
    case 'html':
    case 'text':
      // An author's HTML is text; what this emitter writes as HTML is made here and not written again.
      return [text(node.value)];
    case 'internalLink':
      return writeLink(node, around);
    case 'heading':
      return writeHeading(node, around);
    case 'captionedTable':
      return writeTable(node, around);
    case 'captionedFigure':
      return writeFigure(node, around);
    case 'numberedEquation':
      return writeEquation(node);
    case 'listing':
      return writeListing(node);
    case 'bibliography':
      return writeBibliography(node, around);
    case 'inlineMath':
      return [{ type: 'inlineMath', value: onOneLine(around.cell ? withoutPipes(node.value) : node.value) }];
    case 'math':
      return [{ type: 'math', value: withTag(node.value, null) }];
    case 'image':
      return [{ ...node, url: around.pictures.images.get(node.url) ?? node.url }];
    case 'blockquote':
      return [copy(node, writeCallout(node, writeNodes(node.children, around)))];
    case 'list':
      return [copy({ ...node, spread: isLoose(node) }, writeNodes(node.children, around))];
    case 'listItem':
      return [writeItem(node, around)];
    case 'tableCell':
      return [copy(node, writeNodes(node.children, { ...around, cell: true }))];
    default:
      return 'children' in node ? [copy(node, writeNodes(node.children, around))] : [node];
  }
}

/** Published figures are told apart from results. */
function writePrinted({ value, origin }: PrintedNode): PhrasingContent {
  return isQuoted(origin) ? { type: 'emphasis', children: [text(value)] } : text(value);
}

/** Where one node became several blocks, a table with its caption, blank lines stand between them. */
function writeItem(node: ListItem, around: Surroundings): RootContent {
  const children = writeNodes(node.children, around);
  return copy({ ...node, spread: node.spread === true || children.length > node.children.length }, children);
}

/** A list is loose as a whole; where the blank line stood before what is not written, a definition, it stands elsewhere. */
function isLoose(node: List): boolean {
  return (
    node.spread === true || node.children.some((item) => item.spread === true && item.children.length < 2)
  );
}

/** The same node around other children, of the sorts that it had. */
function copy(node: Nodes & Parent, children: readonly RootContent[]): RootContent {
  return { ...node, children } as unknown as RootContent;
}

/** A mark stands bare: a link at every number would leave no table readable, and the last section says what it means. */
function writeLink(node: InternalLinkNode, around: Surroundings): RootContent[] {
  const children = writeNodes(node.children, around);
  if (node.role === 'note') return children;
  return [copy({ type: 'link', url: `#${node.target}`, children: [] }, children)];
}

/** The title has the first level, so sections begin at the second. */
function writeHeading(node: Heading, around: Surroundings): RootContent[] {
  const depth = node.depth === 6 ? 6 : node.depth + 1;
  const numbering = node.data?.numbering;
  const number = numbering?.number ? [text(`${numbering.number} `)] : [];
  const heading = { type: 'heading', depth, children: [] } as Heading;
  const title = writeNodes([...number, ...node.children], around);
  return [copy(heading, [...anchorTo(numbering?.id ?? null), ...title])];
}

function writeTable(node: CaptionedTableNode, around: Surroundings): RootContent[] {
  const row = (cells: CaptionedTableNode['head']): Nodes => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [...cell] })),
  });
  const table: Nodes = { type: 'table', align: [...node.align], children: [] };
  const rows = writeNodes([node.head, ...node.rows].map(row), around);
  return [writeCaption(node, around, anchorTo(node.id)), copy(table, rows)];
}

function writeFigure(node: CaptionedFigureNode, around: Surroundings): RootContent[] {
  const file = around.pictures.figures.get(node);
  if (!file) throw new Error(`${node.label} was not drawn`);
  const alt = node.alt.replace(/\s+/g, ' ').trim();
  return [paragraph([...anchorTo(node.id), writePicture(file, alt)]), writeCaption(node, around, [])];
}

/** Markdown's own syntax has no word for a width. */
function writePicture({ path, width }: PictureFile, alt: string): PhrasingContent {
  if (width === null) return { type: 'image', url: path, alt };
  return html(`<img src="${attribute(encodeURI(path))}" alt="${attribute(alt)}" width="${width}">`);
}

function writeCaption(
  node: CaptionedTableNode | CaptionedFigureNode,
  around: Surroundings,
  before: readonly Html[],
): RootContent {
  const label: Nodes = { type: 'strong', children: [text(`${node.label}.`)] };
  const caption = node.children.length === 0 ? [label] : [label, text(' '), ...node.children];
  return copy({ type: 'paragraph', children: [] }, [...before, ...writeNodes(caption, around)]);
}

/** A formula has no line of text for an anchor: an element that takes no room stands before it. */
function writeEquation(node: NumberedEquationNode): RootContent[] {
  const before = node.id === null ? [] : [html(`<div id="${attribute(node.id)}"></div>`)];
  return [...before, { type: 'math', value: withTag(node.value, node.number) }];
}

function writeListing(node: ListingNode): RootContent[] {
  const source: PhrasingContent[] = [
    { type: 'inlineCode', value: node.name },
    text(' in '),
    { type: 'inlineCode', value: node.file },
    text(`, line ${node.line}:`),
  ];
  return [
    paragraph(source),
    { type: 'code', lang: node.language === '' ? null : node.language, value: node.value },
  ];
}

function writeBibliography(node: BibliographyNode, around: Surroundings): RootContent[] {
  return node.entries.map((entry) => {
    const label = entry.label === null ? [] : [text(`${entry.label} `)];
    const content = writeNodes([...label, ...entry.children], around);
    return copy({ type: 'paragraph', children: [] }, [anchor(entry.id), ...content]);
  });
}

/** `> [!NOTE]` opens a callout on a forge, where `> \[!NOTE]` would not. A paragraph follows on the next line, as authors write it. */
function writeCallout({ data }: Blockquote, children: readonly RootContent[]): RootContent[] {
  if (!data?.callout) return [...children];
  const marker = `[!${data.callout.kind.toUpperCase()}]`;
  const [first, ...others] = children;
  if (first?.type !== 'paragraph') return [paragraph([html(marker)]), ...children];
  return [paragraph([html(`${marker}\n`), ...first.children]), ...others];
}

function anchorTo(id: string | null): Html[] {
  return id === null ? [] : [anchor(id)];
}

function anchor(id: string): Html {
  return html(`<a id="${attribute(id)}"></a>`);
}

function attribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

function html(value: string): Html {
  return { type: 'html', value };
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

/** A text node. */
export function text(value: string): Text {
  return { type: 'text', value };
}
