import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';

import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import { placeOfNode } from './directives/directive.ts';
import { CONTAINER_NAMES, INLINE_NAMES, LEAF_NAMES } from './directives/names.ts';
import type { Reading } from './reading.ts';
import type { AuthoredNode } from './syntax/authored.ts';

type Fault = Omit<Diagnostic, 'place'>;

/** Why what begins like an inline directive is none; null where it is one. */
export function findInlineFault(node: AuthoredNode, name: string, reading: Reading): Fault | null {
  const colons = /^:+/.exec(node.value)?.[0] ?? '';
  if (CONTAINER_NAMES.includes(name) || LEAF_NAMES.includes(name)) return blockInLine(node, name, reading);
  if (colons.length > 1) return inlineInBlockForm(colons, name);
  if (!INLINE_NAMES.includes(name)) {
    const message = say.directiveIsUnknown(':', name, nearestName(name, INLINE_NAMES), INLINE_NAMES);
    return { rule: 'directive-is-known', message };
  }
  const end = node.position?.end.offset ?? 0;
  const rest = reading.source.text.slice(end, end + 20);
  if (rest.startsWith('{')) return incomplete(say.attributesAreOpen(name));
  if (/^[ \t]+\{(?:format|reason|if)=/.test(rest)) return incomplete(say.attributesStandApart(name));
  if (node.value.startsWith(`:${name}[`)) return null;
  if (!rest.startsWith('[')) return incomplete(say.labelIsMissing(name));
  return incomplete(labelOpen(name, end, reading));
}

/** Why a block directive cannot be read; null where it can. */
export function findBlockFault(node: ContainerDirective | LeafDirective, reading: Reading): Fault | null {
  const { name } = node;
  const isContainer = node.type === 'containerDirective';
  const [marker, known, others] = isContainer
    ? [':::', CONTAINER_NAMES, LEAF_NAMES]
    : ['::', LEAF_NAMES, CONTAINER_NAMES];
  if (INLINE_NAMES.includes(nearestName(name, [...known, ...others, ...INLINE_NAMES]) ?? ''))
    return inlineInBlockForm(marker, name);
  const open = isContainer ? findOpenness(node, reading) : null;
  if (open !== null) return incomplete(open);
  if (known.includes(name)) return null;
  const message = others.includes(name)
    ? say.directiveHasOtherForm(name, isContainer ? `"::${name}{…}"` : `":::${name}" … ":::"`)
    : (calloutInstead(name) ?? say.directiveIsUnknown(marker, name, nearestName(name, known), known));
  return { rule: 'directive-is-known', message };
}

const CALLOUT = /^(?:callout-?)?(note|tip|important|warning|caution)$/i;

/** For the name of a callout, as Quarto, MyST and Docusaurus write them; null for any other. */
export function calloutInstead(name: string): string | null {
  const kind = CALLOUT.exec(name)?.[1];
  return kind === undefined ? null : say.calloutIsQuoted(kind.toUpperCase());
}

/** Not closed itself, or closed by the fence of one that was opened inside. */
function findOpenness(node: ContainerDirective, reading: Reading): string | null {
  if (node.data?.position?.closing === undefined) return say.containerIsOpen(node.name);
  const inner = node.children.find(
    (child) => child.type === 'containerDirective' && child.data?.position?.closing === undefined,
  );
  if (inner?.type !== 'containerDirective') return null;
  // The fence that was to close the outer one comes later, and closes nothing.
  reading.strays.awaited += 1;
  return say.containerHoldsItsLike(node.name, inner.name, placeOfNode(inner, reading).line);
}

/** A block's name with colons and braces within a line; at its beginning that was told with the paragraph. */
function blockInLine(node: AuthoredNode, name: string, { source }: Reading): Fault {
  const start = node.position?.start.offset ?? 0;
  const before = source.text.slice(Math.max(0, start - 200), start);
  const form = LEAF_NAMES.includes(name) ? `::${name}{…}` : `:::${name}{…}`;
  const alone = /(?:^|[\n\r])[ \t>]*$/.test(before);
  return incomplete(alone ? say.blockIsMalformed(form) : say.blockStandsInLine(form));
}

/** For one of the inline directives, or nearly one, with too many colons. */
function inlineInBlockForm(colons: string, name: string): Fault {
  const message = say.directiveIsInline(`${colons}${name}`, nearestName(name, INLINE_NAMES) ?? name);
  return { rule: 'directive-is-known', message };
}

const BEGINS_BLOCK =
  /(?:\r\n?|\n)[ \t>]*?((?:[-+*]|\d{1,9}[.)])(?=[ \t])|>|#{1,6}(?=[ \t])|```|~~~|\$\$|:::|<[a-z!/])/i;

/** Says which line it was that ended the paragraph before the bracket was closed. */
function labelOpen(name: string, offset: number, { source }: Reading): string {
  const [paragraph = ''] = source.text
    .slice(offset, offset + 2000)
    .split(/(?:\r\n?|\n)[ \t>]*(?:\r|\n|$)/, 1);
  const closing = paragraph.lastIndexOf(']');
  const breaks = BEGINS_BLOCK.exec(paragraph);
  if (breaks === null || closing < breaks.index) return say.labelIsOpen(name);
  const line = source.placeAt(offset + breaks.index + breaks[0].length).line;
  return say.labelIsInterrupted(name, line, breaks[1] ?? '');
}

function incomplete(message: string): Fault {
  return { rule: 'directive-is-whole', message };
}
