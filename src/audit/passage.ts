import type { Nodes } from 'mdast';
import type {} from 'remark-math';

import type { Expression } from '../base/expression.ts';
import type { Place } from '../base/place.ts';
import type { ParsedReport, ReportConfig } from '../base/report.ts';
import type { Template, TemplatePlace, TexTemplate } from '../base/tree.ts';

/** A run of readable text, whatever its dress: a paragraph, a cell, an alternative text, a formula. */
export interface Passage {
  /** How a binding is written in it: as a directive, as TeX, or not at all. */
  takes: 'directive' | 'tex' | 'nothing';
  /** Bindings, code, references and whatever else is no text of the author's stand in it as {@link OPAQUE}. */
  text: string;
  placeAt(offset: number): Place;
  /** Names that the expressions of its section hold: what the section is about. */
  near: ReadonlySet<string>;
}

/** Stands for what is no text. */
export const OPAQUE = '\ufffc';

/** The readable text of a whole report: titles, abstract, sources in order. Code is left out. */
export function listPassages(report: ParsedReport): Passage[] {
  const gather: Gathering = { passages: titlesOf(report.config), near: new Set() };
  for (const source of [report.abstract, ...report.sources]) {
    if (source) gatherBlock(source.tree, gather);
    gather.near = new Set();
  }
  return gather.passages;
}

interface Gathering {
  passages: Passage[];
  /** Of the section that is being walked; it grows until the section ends. */
  near: Set<string>;
}

function titlesOf(config: ReportConfig): Passage[] {
  const titles = [
    { text: config.title, name: 'title' },
    { text: config.subtitle ?? '', name: 'subtitle' },
  ];
  return titles.map(({ text, name }) => ({
    takes: 'nothing',
    text,
    placeAt: (offset) => config.placeIn([name], offset),
    near: new Set(),
  }));
}

function gatherBlock(node: Nodes, gather: Gathering): void {
  switch (node.type) {
    case 'heading':
      gather.near = new Set();
      gatherWords(node.children, gather, withoutNumeral);
      return;
    case 'experiment':
      gather.near.add(node.experiment.name);
      return;
    case 'paragraph':
    case 'tableCell':
      gatherWords(node.children, gather);
      return;
    case 'resultTable':
      addNames(node.of, gather);
      gatherWords(node.children, gather);
      for (const { header } of node.columns) gatherWords(header, gather);
      return;
    case 'resultFigure':
      gatherWords(node.children, gather);
      gatherTemplate(
        node.alt,
        'directive',
        (part, offset) => node.altAt?.(part, offset) ?? node.place,
        gather,
      );
      return;
    case 'equation':
      gatherTemplate(node.tex, 'tex', (part, offset) => node.texAt?.(part, offset) ?? node.place, gather);
      return;
    case 'html':
      gatherWords([node], gather);
      return;
    default:
      if ('children' in node) for (const child of node.children) gatherBlock(child, gather);
  }
}

/** Words in several nodes are one text, so that `Figure **3**` is seen as what it is. */
interface Words {
  text: string;
  starts: { at: number; placeAt(offset: number): Place }[];
}

function gatherWords(
  nodes: readonly Nodes[],
  gather: Gathering,
  tidy: (text: string) => string = (text) => text,
): void {
  const words: Words = { text: '', starts: [] };
  for (const node of nodes) addWords(node, words, gather);
  const { starts } = words;
  const text = tidy(words.text);
  const [first] = starts;
  if (!first) return;
  const placeAt = (offset: number): Place => {
    const start = starts.findLast(({ at }) => at <= offset) ?? first;
    return start.placeAt(Math.max(0, offset - start.at));
  };
  gather.passages.push({ takes: 'directive', text, placeAt, near: gather.near });
}

/** `2.1 Data`, `3. Results`: the author's own number of a section. */
const NUMERAL = /^\s*(?:[A-Z]\.)?[1-9]\d?(?:\.\d{1,2}){0,3}(?:[.):](?=\s|$)|\s(?=\s*\p{Lu}))/u;

/** Of the same length, so that offsets stay. */
function withoutNumeral(heading: string): string {
  return heading.replace(NUMERAL, (numeral) => OPAQUE.repeat(numeral.length));
}

function addWords(node: Nodes, words: Words, gather: Gathering): void {
  switch (node.type) {
    case 'text':
      if (node.data?.textAt) words.starts.push({ at: words.text.length, placeAt: node.data.textAt });
      words.text += node.value;
      return;
    case 'html':
      addMarkup(node.value, node.data?.textAt, words);
      return;
    case 'break':
      words.text += '\n';
      return;
    case 'value':
      addNames(node.expression, gather);
      break;
    case 'image':
    case 'imageReference':
      gatherAlternative(node.alt ?? '', node.data?.textAt, gather);
      break;
    case 'inlineMath':
      gatherFormula(node.value, node.data?.texAt, gather);
      break;
    case 'inlineEquation':
      gatherTemplate(node.tex, 'tex', (part, offset) => node.texAt?.(part, offset) ?? node.place, gather);
      break;
    default:
      if ('children' in node && node.type !== 'literal' && !isAddress(node)) {
        for (const child of node.children) addWords(child, words, gather);
        return;
      }
  }
  words.text += OPAQUE;
}

function addNames({ source }: Expression, { near }: Gathering): void {
  for (const [name] of source.matchAll(/[a-z]\w*/g)) near.add(name);
}

const TAG = /<[^<>]*>/g;

/** HTML stands in the outputs as text; what is within a tag is none of the author's words, though. */
function addMarkup(value: string, placeAt: ((offset: number) => Place) | undefined, words: Words): void {
  if (placeAt) words.starts.push({ at: words.text.length, placeAt });
  words.text += value.replace(TAG, (tag) => OPAQUE.repeat(tag.length));
}

/** Whether a link shows where it leads to, as an address written into prose does. */
function isAddress(node: Nodes): boolean {
  if (node.type !== 'link') return false;
  const [only, ...others] = node.children;
  return only?.type === 'text' && others.length === 0 && node.url.endsWith(only.value);
}

function gatherAlternative(
  text: string,
  placeAt: ((offset: number) => Place) | undefined,
  gather: Gathering,
): void {
  if (placeAt) gather.passages.push({ takes: 'nothing', text, placeAt, near: gather.near });
}

function gatherFormula(text: string, at: TemplatePlace | undefined, gather: Gathering): void {
  if (!at) return;
  const placeAt = (offset: number): Place => at(0, offset);
  gather.passages.push({ takes: 'tex', text, placeAt, near: gather.near });
}

function gatherTemplate(
  template: Template | TexTemplate,
  takes: Passage['takes'],
  at: TemplatePlace,
  gather: Gathering,
): void {
  let text = '';
  const starts: { from: number; part: number }[] = [];
  for (const [part, content] of template.entries()) {
    starts.push({ from: text.length, part });
    text += typeof content === 'string' ? content : OPAQUE;
    if (typeof content !== 'string' && content.type === 'value') addNames(content.expression, gather);
  }
  const placeAt = (offset: number): Place => {
    const start = starts.findLast(({ from }) => from <= offset) ?? { from: 0, part: 0 };
    return at(start.part, offset - start.from);
  };
  gather.passages.push({ takes, text, placeAt, near: gather.near });
}
