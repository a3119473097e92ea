import type { Parent, PhrasingContent, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';

import * as say from '../base/messages/parse.ts';
import { withoutBackslashes } from './attributes.ts';
import { markCallout } from './callout.ts';
import { readAt, readBracketed } from './cross-reference.ts';
import { readClaim } from './directives/claim.ts';
import { openDirective, placeOfNode, type Directive } from './directives/directive.ts';
import { readExcerpt } from './directives/excerpt.ts';
import { readExperiment } from './directives/experiment.ts';
import { readFigure } from './directives/figure.ts';
import { readLiteral } from './directives/literal.ts';
import { readRemark } from './directives/remark.ts';
import { readTable } from './directives/table.ts';
import { readValue, type InlineParts } from './directives/value.ts';
import { placeWhen, readWhen, readingWithin } from './directives/when.ts';
import { joinLines, readEquation, readTex } from './equation.ts';
import { findBlockFault, findInlineFault } from './faults.ts';
import { readHeadingLabel } from './heading-label.ts';
import { refuseMalformed } from './malformed.ts';
import { readMarkup, refuseDirectiveInPicture, refuseDirectiveInTitle } from './markup.ts';
import { readOutputReason } from './output-reason.ts';
import type { Reading } from './reading.ts';
import { piecedText, sliceText } from './source-text.ts';
import type { AuthoredNode } from './syntax/authored.ts';
import { placeTexts } from './text-places.ts';

/** Deeper quotes and lists are refused: every walk over the tree, here and later, is recursive. */
const DEEPEST = 100;

const BLOCKS: { readonly [name: string]: (directive: Directive, reading: Reading) => RootContent | null } = {
  experiment: readExperiment,
  table: readTable,
  figure: readFigure,
  excerpt: readExcerpt,
  when: readWhen,
};

/** What surrounds a node. */
interface Around {
  depth: number;
  inCell: boolean;
  inLink: boolean;
}

/** Replaces, in place, what the author wrote by typed nodes; every mistake becomes a diagnostic. */
export function bindTree(tree: Root, reading: Reading): void {
  bindChildren(tree, { depth: 0, inCell: false, inLink: false }, reading);
}

function bindChildren(parent: Parent, around: Around, reading: Reading): void {
  parent.children = joinTexts(parent.children.flatMap((node) => bindNode(node, around, reading)));
  placeTexts(parent.children, reading.source);
}

/** What turned out to be text, or lost a comment between, is one text again. */
function joinTexts(nodes: readonly RootContent[]): RootContent[] {
  const joined: RootContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type !== 'text' || last?.type !== 'text') joined.push(node);
    else {
      last.value += node.value;
      if (last.position && node.position) last.position.end = node.position.end;
    }
  }
  return joined;
}

function bindNode(node: RootContent, around: Around, reading: Reading): RootContent[] {
  switch (node.type) {
    case 'authored':
      return bindAuthored(node, around, reading);
    case 'containerDirective':
    case 'leafDirective':
      return bindBlock(node, around, reading);
    case 'html':
      return readMarkup(node, reading);
    case 'yaml':
      return [];
    case 'image':
    case 'imageReference':
      refuseDirectiveInPicture(node, reading);
      return [node];
    case 'link':
    case 'definition':
      refuseDirectiveInTitle(node, reading);
      break;
    case 'paragraph':
      refuseMalformed(node, reading);
      break;
    case 'blockquote':
      markCallout(node, reading);
      break;
    case 'heading':
      readHeadingLabel(node, reading);
      break;
    case 'code':
      readOutputReason(node, reading);
      break;
  }
  if ('children' in node) descend(node, around, reading);
  return [node];
}

function descend(node: Parent & RootContent, around: Around, reading: Reading): void {
  if (around.depth >= DEEPEST) {
    const message = say.nestingIsDeep(DEEPEST);
    reading.diagnostics.push({ rule: 'nesting-is-shallow', message, place: placeOfNode(node, reading) });
    return;
  }
  const inside = {
    depth: around.depth + 1,
    inCell: around.inCell || node.type === 'tableCell',
    inLink: around.inLink || node.type === 'link' || node.type === 'linkReference',
  };
  bindChildren(node, inside, reading);
}

// ---- inline -----------------------------------------------------------------------------------------------------

function bindAuthored(node: AuthoredNode, around: Around, reading: Reading): RootContent[] {
  const { position } = node;
  const placed = (made: RootContent): RootContent => (position === undefined ? made : { ...made, position });
  if (node.construct === 'equation') return [placed(readEquation(node, reading))];
  if (node.construct === 'math') return [placed(bindMath(node, around, reading))];
  if (node.construct === 'directive') return bindInline(node, around, reading).map(placed);
  // A reference within a link would be a link in a link.
  if (around.inLink) return [placed({ type: 'text', value: node.value })];
  return bindReference(node, reading).map(placed);
}

function bindReference(node: AuthoredNode, reading: Reading): PhrasingContent[] {
  const start = node.position?.start.offset ?? 0;
  const whole = sliceText(reading.source, start, node.position?.end.offset ?? start);
  if (node.construct === 'citation') {
    const [key, ...locator] = node.parts;
    return [readAt(key?.text ?? '', locator.map((part) => part.text).join(''), whole)];
  }
  return readBracketed(piecedText(reading.source, node.parts), whole, reading);
}

function bindMath(node: AuthoredNode, around: Around, reading: Reading): PhrasingContent {
  const pieces = withoutBackslashes(joinLines(node.parts), around.inCell ? '|' : '');
  const { tex, texAt } = readTex(piecedText(reading.source, pieces), reading);
  const place = placeOfNode(node, reading);
  if (!tex.every((part) => typeof part === 'string')) return { type: 'inlineEquation', tex, texAt, place };
  const value = tex.join('');
  const lead = value.length - value.trimStart().length;
  const data = { place, texAt: (part: number, offset: number) => texAt(part, lead + offset) };
  return { type: 'inlineMath', value: value.trim(), data };
}

function bindInline(node: AuthoredNode, around: Around, reading: Reading): PhrasingContent[] {
  const name = node.parts.find((part) => part.type === 'name')?.text ?? '';
  const place = placeOfNode(node, reading);
  const fault = findInlineFault(node, name, reading);
  if (fault !== null) {
    reading.diagnostics.push({ ...fault, place });
    return [];
  }
  const parts = {
    label: node.parts.filter((part) => part.type === 'label'),
    attributes: node.parts.filter((part) => part.type === 'attributes'),
    offset: node.position?.start.offset ?? 0,
    inCell: around.inCell,
  };
  const made =
    name === 'value' ? readValue(parts, reading) : bindPhrase(node, { name, parts, around }, reading);
  return made === null ? [] : [made];
}

/** A directive around Markdown. */
function bindPhrase(
  node: AuthoredNode,
  { name, parts, around }: { name: string; parts: InlineParts; around: Around },
  reading: Reading,
): PhrasingContent | null {
  bindChildren(node, { ...around, depth: around.depth + 1 }, reading);
  const { children } = node;
  if (name === 'literal') return readLiteral(parts, children, reading);
  return name === 'remark' ? readRemark(parts, children, reading) : readClaim(parts, children, reading);
}

// ---- blocks -----------------------------------------------------------------------------------------------------

function bindBlock(
  node: ContainerDirective | LeafDirective,
  around: Around,
  reading: Reading,
): RootContent[] {
  const fault = findBlockFault(node, reading);
  if (fault !== null) {
    reading.diagnostics.push({ ...fault, place: placeOfNode(node, reading) });
    return [];
  }
  const within = node.name === 'when' ? readingWithin(node, reading) : reading;
  bindChildren(node, { ...around, depth: around.depth + 1 }, within);
  const made = BLOCKS[node.name]?.(openDirective(node, reading), reading) ?? null;
  if (made === null) return [];
  if (made.type === 'when') return placeWhen(made, node.position, reading);
  return [node.position === undefined ? made : { ...made, position: node.position }];
}
