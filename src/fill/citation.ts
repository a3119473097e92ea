import type { Heading, PhrasingContent, Root, RootContent, Text } from 'mdast';

import type { Made } from '../base/effects.ts';
import { referencesTitle } from '../base/messages/fill.ts';
import type { ParsedReport, ReportConfig } from '../base/report.ts';
import type { InternalLinkNode } from '../base/filled-nodes.ts';
import type { CitationItem, CitationNode } from '../base/tree.ts';
import { formatWorks, type Work } from './format-works.ts';
import { replaceNodes, visitAll } from './walk.ts';

type Style = ReportConfig['citations'];

/** A work with the number it is cited by. */
interface NumberedWork extends Work {
  number: number;
}

/**
 * Puts links in the place of citations, `[1]` or `(Han et al., 2015)`, and gives the heading and list of references, of the cited
 * works only; nothing where nothing is cited. Unknown keys were told before.
 */
export async function resolveCitations(
  trees: readonly Root[],
  report: ParsedReport,
  made: Made,
): Promise<RootContent[]> {
  const { bibliography: file, citations: style } = report.config;
  const keys = citedKeys(trees);
  const cited = { bibliography: report.bibliography ?? '', file: file ?? '', style, keys };
  const listed = await formatWorks(cited, made);
  const works = new Map(listed.map((work) => [work.key, { ...work, number: keys.indexOf(work.key) + 1 }]));
  const inStyle = style === 'numeric' ? citeByNumber : citeByAuthor;
  for (const tree of trees) {
    replaceNodes(tree, (node) => (node.type === 'citation' ? inStyle(node, works) : null));
  }
  return listed.length === 0 ? [] : bibliographyOf([...works.values()], style);
}

/** In the order of first citation. */
function citedKeys(trees: readonly Root[]): string[] {
  const keys = new Set<string>();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      if (node.type === 'citation') for (const item of node.items) keys.add(item.key);
    });
  }
  return [...keys];
}

function bibliographyOf(works: readonly NumberedWork[], style: Style): RootContent[] {
  const heading: Heading = {
    type: 'heading',
    depth: 1,
    children: [text(referencesTitle)],
    data: { label: { id: null, unnumbered: true, place: { file: '', line: 1, column: 1 } } },
  };
  const entries = works.map((work) => ({
    key: work.key,
    id: idOf(work.key),
    label: style === 'numeric' ? `[${work.number}]` : null,
    children: work.content,
  }));
  return [heading, { type: 'bibliography', entries }];
}

type Works = ReadonlyMap<string, NumberedWork>;

/** `[1]`, `[see 1, p. 3; 2]`; in the sentence, `Kingma and Welling [1]`. */
function citeByNumber(node: CitationNode, works: Works): PhrasingContent[] {
  const [first] = node.items;
  const named = node.narrative && first && !first.suppressAuthor;
  const bare = node.items.every(({ prefix, locator }) => prefix === '' && locator === '');
  const numbers = between(node.items, bare ? ', ' : '; ', (item) => {
    const work = workOf(item, works);
    return [...before(item), linkTo(work, String(work.number)), ...after(item)];
  });
  const lead = named ? `${workOf(first, works).names} [` : '[';
  return [text(lead), ...numbers, text(']')];
}

/** `(see Han et al., 2015, p. 3; Kingma and Welling, 2013)`; in the sentence, `Kingma and Welling (2013)`. */
function citeByAuthor(node: CitationNode, works: Works): PhrasingContent[] {
  if (node.narrative) return between(node.items, '; ', (item) => citeInSentence(item, workOf(item, works)));
  const items = between(node.items, '; ', (item) => {
    const work = workOf(item, works);
    const words = item.suppressAuthor ? work.year : `${work.names}, ${work.year}`;
    return [...before(item), linkTo(work, words), ...after(item)];
  });
  return [text('('), ...items, text(')')];
}

function citeInSentence(item: CitationItem, work: NumberedWork): PhrasingContent[] {
  const inside = [work.year, item.locator].filter((part) => part !== '').join(', ');
  return [linkTo(work, item.suppressAuthor ? `(${inside})` : `${work.names} (${inside})`)];
}

function between(
  items: readonly CitationItem[],
  separator: string,
  write: (item: CitationItem) => readonly PhrasingContent[],
): PhrasingContent[] {
  return items.flatMap((item, index) => (index === 0 ? write(item) : [text(separator), ...write(item)]));
}

function before({ prefix }: CitationItem): Text[] {
  return prefix === '' ? [] : [text(`${prefix} `)];
}

function after({ locator }: CitationItem): Text[] {
  return locator === '' ? [] : [text(`, ${locator}`)];
}

function linkTo(work: NumberedWork, words: string): InternalLinkNode {
  return { type: 'internalLink', target: idOf(work.key), role: 'citation', children: [text(words)] };
}

function workOf(item: CitationItem, works: Works): NumberedWork {
  const work = works.get(item.key);
  if (!work) throw new Error(`the key ${item.key} was checked, and yet no work bears it`);
  return work;
}

/** Keys may hold characters that ids and addresses do better without: each by its code, so that no two keys share an id. */
function idOf(key: string): string {
  const safe = key.replace(
    /[^A-Za-z0-9_-]/gu,
    (character) => `.${(character.codePointAt(0) ?? 0).toString(16)}.`,
  );
  return `ref-${safe}`;
}

function text(value: string): Text {
  return { type: 'text', value };
}
