import type { Html, Image, Parent, PhrasingContent, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';

import { withoutComments } from '../base/comments.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import { withoutBackslashes } from './attributes.ts';
import { markCallout } from './callout.ts';
import { readAt, readBracketed } from './cross-reference.ts';
import { openDirective, placeOfNode, type Directive } from './directives/directive.ts';
import { readExcerpt } from './directives/excerpt.ts';
import { readExperiment } from './directives/experiment.ts';
import { readFigure } from './directives/figure.ts';
import { readLiteral } from './directives/literal.ts';
import { CONTAINER_NAMES, INLINE_NAMES, LEAF_NAMES } from './directives/names.ts';
import { readTable } from './directives/table.ts';
import { readValue } from './directives/value.ts';
import { joinLines, readEquation, readTex } from './equation.ts';
import { readHeadingLabel } from './heading-label.ts';
import type { Reading } from './reading.ts';
import { piecedText, sliceText } from './source-text.ts';
import type { AuthoredNode } from './syntax/authored.ts';

/** Deeper quotes and lists are refused: every walk over the tree, here and later, is recursive. */
const DEEPEST = 100;

const BLOCKS: { readonly [name: string]: (directive: Directive, reading: Reading) => RootContent | null } = {
  experiment: readExperiment,
  table: readTable,
  figure: readFigure,
  excerpt: readExcerpt,
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
      return dropComments(node);
    case 'yaml':
      return [];
    case 'image':
      refuseDirectiveInAlt(node, reading);
      return [node];
    case 'paragraph':
      refuseMalformed(node, reading);
      break;
    case 'blockquote':
      markCallout(node, reading);
      break;
    case 'heading':
      readHeadingLabel(node, reading);
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
  if (node.construct === 'citation') return [readAt(node.parts[0]?.text ?? '', whole)];
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
  const made = name === 'literal' ? readLiteral(parts, reading) : readValue(parts, reading);
  return made === null ? [] : [made];
}

function findInlineFault(
  node: AuthoredNode,
  name: string,
  { source }: Reading,
): { rule: string; message: string } | null {
  const colons = /^:{2,}/.exec(node.value)?.[0];
  if (colons !== undefined) return inlineInBlockForm(colons, name);
  if (!INLINE_NAMES.includes(name)) {
    const message = say.directiveIsUnknown(':', name, nearestName(name, INLINE_NAMES), INLINE_NAMES);
    return { rule: 'directive-is-known', message };
  }
  const next = source.text.charAt(node.position?.end.offset ?? 0);
  const labelled = node.value.startsWith(`:${name}[`);
  if (next === '{') return { rule: 'directive-is-whole', message: say.attributesAreOpen(name) };
  if (!labelled) {
    return {
      rule: 'directive-is-whole',
      message: next === '[' ? say.labelIsOpen(name) : say.labelIsMissing(name),
    };
  }
  return null;
}

/** For one of the inline directives, or nearly one, with too many colons. */
function inlineInBlockForm(colons: string, name: string): { rule: string; message: string } {
  const message = say.directiveIsInline(`${colons}${name}`, nearestName(name, INLINE_NAMES) ?? name);
  return { rule: 'directive-is-known', message };
}

/** Comments are dropped; other tags stay, as text, in every output. */
function dropComments(node: Html): RootContent[] {
  const value = withoutComments(node.value);
  return value.trim() === '' && value !== node.value ? [] : [{ ...node, value }];
}

function refuseDirectiveInAlt(node: Image, reading: Reading): void {
  const start = node.position?.start.offset ?? 0;
  const written = reading.source.text.slice(start, node.position?.end.offset ?? start);
  const at = INLINE_NAMES.map((name) => written.indexOf(`:${name}[`)).find((index) => index >= 0);
  if (at === undefined) return;
  const place = reading.source.placeAt(start + at);
  reading.diagnostics.push({ rule: 'directive-is-known', message: say.directiveInAlternative(), place });
}

// ---- blocks -----------------------------------------------------------------------------------------------------

function bindBlock(
  node: ContainerDirective | LeafDirective,
  around: Around,
  reading: Reading,
): RootContent[] {
  const marker = node.type === 'containerDirective' ? ':::' : '::';
  const [known, others] = marker === ':::' ? [CONTAINER_NAMES, LEAF_NAMES] : [LEAF_NAMES, CONTAINER_NAMES];
  const place = placeOfNode(node, reading);
  if (INLINE_NAMES.includes(nearestName(node.name, [...known, ...others, ...INLINE_NAMES]) ?? '')) {
    reading.diagnostics.push({ ...inlineInBlockForm(marker, node.name), place });
    return [];
  }
  if (node.type === 'containerDirective' && isOpen(node)) {
    reading.diagnostics.push({ rule: 'directive-is-whole', message: say.containerIsOpen(node.name), place });
    return [];
  }
  if (!known.includes(node.name)) {
    const message = others.includes(node.name)
      ? say.directiveHasOtherForm(
          node.name,
          marker === '::' ? `":::${node.name}" … ":::"` : `"::${node.name}{…}"`,
        )
      : say.directiveIsUnknown(marker, node.name, nearestName(node.name, known), known);
    reading.diagnostics.push({ rule: 'directive-is-known', message, place });
    return [];
  }
  bindChildren(node, { ...around, depth: around.depth + 1 }, reading);
  const made = BLOCKS[node.name]?.(openDirective(node, reading), reading) ?? null;
  if (made === null) return [];
  return [node.position === undefined ? made : { ...made, position: node.position }];
}

/** Not closed itself, or closed by the fence of one that was opened inside. */
function isOpen(node: ContainerDirective): boolean {
  const closed = node.data?.position?.closing !== undefined;
  const inner = node.children.some(
    (child) => child.type === 'containerDirective' && child.data?.position?.closing === undefined,
  );
  return !closed || inner;
}

/** Lines that begin like a directive but are none would stand in the document as text, so they are refused. */
function refuseMalformed(node: RootContent, reading: Reading): void {
  const start = node.position?.start.offset ?? 0;
  const written = reading.source.text.slice(start, node.position?.end.offset ?? start);
  for (const match of written.matchAll(/^[ \t>]*(:{2,})[ \t]*([\w-]*)([[{]?)/gm)) {
    const [whole, colons = '', name = '', bracket] = match;
    // Told where it is read as an inline one.
    if (bracket !== '' && nearestName(name, INLINE_NAMES) !== null) continue;
    const place = reading.source.placeAt(start + match.index + whole.indexOf(':'));
    if (colons.length > 2) {
      reading.diagnostics.push({ rule: 'directive-is-whole', message: say.containerIsMalformed(), place });
    } else if (nearestName(name, LEAF_NAMES) !== null && name !== '') {
      reading.diagnostics.push({ rule: 'directive-is-whole', message: say.leafIsMalformed(name), place });
    }
  }
}
