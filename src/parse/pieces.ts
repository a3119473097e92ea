import type { Nodes, Parent, Root } from 'mdast';

import { parseMarkdown } from './markdown.ts';

/** Gives the tree of a piece by itself, perhaps one made earlier of the same text; the caller may change it. */
export type TreeOfPiece = (text: string) => Root;

/**
 * The tree of a whole text, put together from the trees of its pieces: an edit of one section leaves the others' trees as
 * they were. The same tree, to the last position, as `parseMarkdown` gives.
 */
export function parsePieces(text: string, treeOf: TreeOfPiece = parseMarkdown): Root {
  const root: Root = { type: 'root', children: [] };
  const by: Shift = { line: 0, offset: 0 };
  for (const piece of readPieces(splitAtHeadings(text), treeOf)) {
    for (const child of piece.tree.children) shift(child, by);
    root.children.push(...piece.tree.children);
    if (piece.tree.position) {
      shiftPoint(piece.tree.position.end, by);
      root.position = { start: { line: 1, column: 1, offset: 0 }, end: piece.tree.position.end };
    }
    by.offset += piece.text.length;
    by.line += countLines(piece.text);
  }
  return root;
}

/** Before a heading after a blank line: it closes whatever is open but what has a fence, or a tag, of its own. */
const BOUNDARY = /\n[ \t]*\r?\n(?=#{1,6}[ \t])/g;

/**
 * One piece where a part could mean something to another: definitions of links and notes (`]:`), front matter, line
 * ends of old.
 */
function splitAtHeadings(text: string): string[] {
  if (text.includes(']:') || text.startsWith('---') || /\r(?!\n)/.test(text)) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    const end = match.index + match[0].length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** How many pieces that leave something open are tried with what follows, before all the rest is one piece. */
const PATIENCE = 3;

interface Piece {
  text: string;
  tree: Root;
}

/** A piece that ends in something open is read with the next: the "heading" there is code, mathematics or a directive's. */
function readPieces(texts: readonly string[], treeOf: TreeOfPiece): Piece[] {
  const pieces: Piece[] = [];
  let open = '';
  let tried = 0;
  for (const [index, next] of texts.entries()) {
    const isRest = tried >= PATIENCE;
    const text = open + (isRest ? texts.slice(index).join('') : next);
    const tree = treeOf(text);
    if (isRest || index === texts.length - 1) return [...pieces, { text, tree }];
    open = leavesOpen(text, tree) ? text : '';
    if (open === '') pieces.push({ text, tree });
    else tried += 1;
  }
  return pieces;
}

/** Whether what ends a piece might go on beyond it; in a list or a quote it ends elsewhere, if it is not closed. */
function leavesOpen(text: string, parent: Parent): boolean {
  const last = parent.children.at(-1);
  switch (last?.type) {
    case undefined:
    case 'paragraph':
    case 'heading':
    case 'table':
    case 'thematicBreak':
    case 'leafDirective':
      return false;
    case 'list':
    case 'listItem':
    case 'blockquote':
      return leavesOpen(text, last);
    case 'code':
      return isOpenFence(text, last, /^(?:`{3,}|~{3,})/);
    case 'containerDirective':
      return isOpenFence(text, last, /^:+/);
    case 'authored':
      return !last.parts.some(({ type }) => type === 'closing');
    default:
      return true;
  }
}

/** Whether a block that begins with a fence does not end in one: a line of its own, exactly as far in as the first. */
function isOpenFence(text: string, { position }: Nodes, opening: RegExp): boolean {
  const written = text.slice(position?.start.offset, position?.end.offset).trimEnd();
  const fence = opening.exec(written)?.[0];
  if (fence === undefined) return false;
  const line = written.slice(written.lastIndexOf('\n') + 1);
  const before = line.slice(0, (position?.start.column ?? 1) - 1);
  const last = line.slice(before.length);
  const isClosing = /^[ >]*$/.test(before) && last.startsWith(fence) && /^(.)\1*$/.test(last);
  return !isClosing || !written.includes('\n');
}

interface Shift {
  line: number;
  offset: number;
}

/** Moves everything that says where a node stands. */
function shift(node: Nodes, by: Shift): void {
  if (node.position) {
    shiftPoint(node.position.start, by);
    shiftPoint(node.position.end, by);
  }
  if (node.type === 'authored') for (const part of node.parts) part.offset += by.offset;
  if (node.data) shiftData(node.data, by);
  if ('children' in node) for (const child of node.children) shift(child, by);
}

/** What the packages note besides: places of attributes. */
function shiftData(data: object, by: Shift): void {
  for (const value of Object.values(data) as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    if (isPoint(value)) shiftPoint(value, by);
    else shiftData(value, by);
  }
}

interface Point {
  line: number;
  offset?: number | undefined;
}

function isPoint(value: object): value is Point {
  return 'line' in value && 'column' in value && 'offset' in value && typeof value.line === 'number';
}

function shiftPoint(point: Point, by: Shift): void {
  point.line += by.line;
  point.offset = (point.offset ?? 0) + by.offset;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
