import type { List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';

import { publishedItalics } from '../../base/messages/emit.ts';
import { firstQuoted } from '../../base/origins.ts';
import { provenanceIsBeside } from '../../base/messages/provenance.ts';
import type { ContentsEntry, FilledDocument } from '../../base/report.ts';
import type { PictureFiles } from './picture-file.ts';
import { text, writeNodes } from './write-node.ts';

/**
 * The whole document as plain Markdown nodes: title, authors, abstract, contents, body, and the way to the account of its numbers
 * (the file's path, null without one).
 */
export function writeDocument(
  document: FilledDocument,
  pictures: PictureFiles,
  provenance: string | null = null,
): Root {
  const body = writeNodes(document.root.children, { pictures, cell: false });
  const end = provenance === null ? [] : [leadTo(provenance)];
  return { type: 'root', children: [...writeFront(document, pictures), ...body, ...end] };
}

function leadTo(path: string): Paragraph {
  const { before, after } = provenanceIsBeside;
  return paragraph([text(before), { type: 'link', url: path, children: [text(path)] }, text(after)]);
}

function writeFront(document: FilledDocument, pictures: PictureFiles): RootContent[] {
  const front: RootContent[] = [{ type: 'heading', depth: 1, children: [text(document.title)] }];
  if (document.subtitle !== null) front.push(paragraph([strong(document.subtitle)]));
  const byline = writeByline(document);
  if (byline !== '') front.push(paragraph([text(byline)]));
  if (document.abstract.length > 0) {
    front.push(paragraph([strong('Abstract')]));
    front.push(...writeNodes(document.abstract, { pictures, cell: false }));
  }
  const quoted = firstQuoted(document);
  if (quoted !== null) {
    const { before, after } = publishedItalics;
    front.push(paragraph([text(before), { type: 'emphasis', children: [text(quoted)] }, text(after)]));
  }
  if (document.contents.length > 0)
    front.push(paragraph([strong('Contents')]), writeContents(document.contents));
  return front;
}

function writeByline({ authors, date, language }: FilledDocument): string {
  return [joinNames(authors, language), date ?? ''].filter((part) => part !== '').join(' · ');
}

/** What joins names depends on the language; asking for its rules takes longer than writing a short report. */
function joinNames(names: readonly string[], language: string): string {
  if (names.length < 2) return names.join('');
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** A list in a list, as deep as the headings go. */
function writeContents(entries: readonly ContentsEntry[]): List {
  const root = list();
  const open: { depth: number; item: ListItem | null; list: List }[] = [{ depth: 0, item: null, list: root }];
  for (const entry of entries) {
    while (open.length > 1 && entry.depth <= (open.at(-1)?.depth ?? 0)) open.pop();
    const around = open.at(-1);
    const inside = around?.list ?? root;
    // A list without items would not be Markdown: it joins its item with the first of its own.
    if (around?.item && inside.children.length === 0) around.item.children.push(inside);
    const item: ListItem = { type: 'listItem', spread: false, children: [paragraph([linkTo(entry)])] };
    inside.children.push(item);
    open.push({ depth: entry.depth, item, list: list() });
  }
  return root;
}

function linkTo({ id, number, title }: ContentsEntry): PhrasingContent {
  const words = number === null ? title : `${number} ${title}`;
  return { type: 'link', url: `#${id}`, children: [text(words)] };
}

function list(): List {
  return { type: 'list', ordered: false, spread: false, children: [] };
}

function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [text(value)] };
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}
