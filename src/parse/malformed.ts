import type { Paragraph } from 'mdast';

import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import { CONTAINER_NAMES, INLINE_NAMES, LEAF_NAMES } from './directives/names.ts';
import { calloutInstead } from './faults.ts';
import type { Reading } from './reading.ts';

/** Colons at the beginning of a line, and what follows them. */
const LINE = /^([ \t>]*)(:{2,})([ \t]*)([\w-]*)(.*)$/gm;

/** Lines that begin like a directive but are none would stand in the document as text, so they are refused. */
export function refuseMalformed(node: Paragraph, reading: Reading): void {
  const start = node.position?.start.offset ?? 0;
  const written = reading.source.text.slice(start, node.position?.end.offset ?? start);
  for (const match of written.matchAll(LINE)) {
    const [, lead = '', colons = '', space = '', name = '', rest = ''] = match;
    const message = colons.length > 2 ? readFence({ space, name, rest }, reading) : readLeaf(name, rest);
    if (message === null) continue;
    const place = reading.source.placeAt(start + match.index + lead.length);
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place });
  }
}

interface Fence {
  space: string;
  name: string;
  rest: string;
}

/** What is wrong with a line of three colons or more; null where it is told elsewhere. */
function readFence({ space, name, rest }: Fence, { strays }: Reading): string | null {
  if (name === '' && rest.trim() === '') {
    if (strays.awaited === 0) return say.fenceClosesNothing();
    strays.awaited -= 1;
    return null;
  }
  // Told where it is read as an inline one.
  if (space === '' && /^[[{]/.test(rest) && isInline(name)) return null;
  strays.awaited += 1;
  if (space === '' && /^[[{]/.test(rest) && isBlock(name)) return null;
  if (name === '') return readDiv(rest);
  const callout = calloutInstead(name);
  if (callout !== null) return callout;
  const nearest = nearestName(name, CONTAINER_NAMES);
  if (nearest === null) return say.directiveIsUnknown(':::', name, null, CONTAINER_NAMES);
  return space === '' ? say.containerGoesOn(nearest) : say.containerHasSpace(nearest);
}

/** `::: {.callout-note}`, `:::{#fig-x}`, `:::{table}`: the blocks of Pandoc, Quarto and MyST. */
function readDiv(rest: string): string {
  const [, sign = '', word = ''] = /^\s*\{\s*([.#]?)([\w-]+)/.exec(rest) ?? [];
  if (sign === '.') return calloutInstead(word) ?? say.divIsUnknown(CONTAINER_NAMES);
  if (sign === '#') {
    const name = { 'tbl-': 'table', 'fig-': 'figure' }[word.slice(0, 4)];
    return name === undefined ? say.divIsUnknown(CONTAINER_NAMES) : say.divIsNamed(`:::${name}{#${word} …}`);
  }
  const nearest = nearestName(word, CONTAINER_NAMES);
  if (nearest !== null) return say.divIsNamed(`:::${nearest}{…}`);
  return calloutInstead(word) ?? say.divIsUnknown(CONTAINER_NAMES);
}

/** Two colons begin many things in prose; only with the name of a leaf they are a mistake. */
function readLeaf(name: string, rest: string): string | null {
  const told = /^[[{]/.test(rest) && (isInline(name) || isBlock(name));
  return !told && name !== '' && nearestName(name, LEAF_NAMES) !== null ? say.leafIsMalformed(name) : null;
}

function isInline(name: string): boolean {
  return nearestName(name, INLINE_NAMES) !== null;
}

function isBlock(name: string): boolean {
  return CONTAINER_NAMES.includes(name) || LEAF_NAMES.includes(name);
}
