import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type {} from 'remark-math';

import type { Expression } from '../base/expression.ts';
import type { Place } from '../base/place.ts';
import type { LiteralNode, Template, TemplatePlace, TexTemplate } from '../base/tree.ts';
import { markNode } from './mark-node.ts';
import { OPAQUE, type Gathering, type Mark, type Passage, type Takes } from './passage.ts';

/** Words in several nodes are one text, so that `Figure **3**` is seen as what it is. */
interface Words {
  text: string;
  marks: Mark[];
  starts: { at: number; placeAt(offset: number): Place }[];
}

/** Adds the text of some nodes as one passage; `tidy` keeps its length. */
export function gatherWords(
  nodes: readonly Nodes[],
  gather: Gathering,
  tidy: (text: string) => string = (text) => text,
): void {
  const words: Words = { text: '', marks: [], starts: [] };
  for (const node of nodes) addWords(node, words, gather);
  const { starts, marks } = words;
  const text = tidy(words.text);
  const [first] = starts;
  if (!first) return;
  const placeAt = (offset: number): Place => {
    const start = starts.findLast(({ at }) => at <= offset) ?? first;
    return start.placeAt(Math.max(0, offset - start.at));
  };
  gather.passages.push({
    takes: 'directive',
    stands: gather.stands,
    text,
    placeAt,
    marks,
    near: gather.near,
  });
}

/** `2.1 Data`, `3. Results`: the author's own number of a section. */
const NUMERAL = /^\s*(?:[A-Z]\.)?[1-9]\d?(?:\.\d{1,2}){0,3}(?:[.):](?=\s|$)|\s(?=\s*\p{Lu}))/u;

/** Of the same length, so that offsets stay. */
export function withoutNumeral(heading: string): string {
  return heading.replace(NUMERAL, (numeral) => OPAQUE.repeat(numeral.length));
}

function addWords(node: Nodes, words: Words, gather: Gathering): void {
  const from = words.text.length;
  addText(node, words, gather);
  const mark = markNode(node);
  if (mark) words.marks.push({ from, to: words.text.length, ...mark });
}

function addText(node: Nodes, words: Words, gather: Gathering): void {
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
    case 'literal':
      addLiteral(node, 'directive', gather);
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
      if ('children' in node && !isAddress(node)) {
        for (const child of node.children) addWords(child, words, gather);
        return;
      }
  }
  words.text += OPAQUE;
}

function addLiteral(node: LiteralNode, takes: Takes, { literals, near }: Gathering): void {
  literals.push({ node, text: toString(node), passage: { takes, near } });
}

/** Notes the names that an expression holds. */
export function addNames({ source }: Expression, { near }: Gathering): void {
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
  if (!placeAt) return;
  gather.passages.push({
    takes: 'nothing',
    stands: 'alternative',
    text,
    placeAt,
    marks: [],
    near: gather.near,
  });
}

function gatherFormula(text: string, at: TemplatePlace | undefined, gather: Gathering): void {
  if (!at) return;
  const placeAt = (offset: number): Place => at(0, offset);
  gather.passages.push({ takes: 'tex', stands: 'formula', text, placeAt, marks: [], near: gather.near });
}

/** Adds a text with bindings in it: an alternative text, or TeX. */
export function gatherTemplate(
  template: Template | TexTemplate,
  takes: Passage['takes'],
  at: TemplatePlace,
  gather: Gathering,
): void {
  let text = '';
  const starts: { from: number; part: number }[] = [];
  const marks: Mark[] = [];
  for (const [part, content] of template.entries()) {
    starts.push({ from: text.length, part });
    text += typeof content === 'string' ? content : OPAQUE;
    if (typeof content === 'string') continue;
    if (content.type === 'literal') addLiteral(content, takes, gather);
    else addNames(content.expression, gather);
    const mark = markNode(content);
    if (mark) marks.push({ from: text.length - 1, to: text.length, ...mark });
  }
  const placeAt = (offset: number): Place => {
    const start = starts.findLast(({ from }) => from <= offset) ?? { from: 0, part: 0 };
    return at(start.part, offset - start.from);
  };
  const stands = takes === 'tex' ? 'formula' : 'alternative';
  gather.passages.push({ takes, stands, text, placeAt, marks, near: gather.near });
}
