import type { Nodes } from 'mdast';
import type {} from 'remark-math';

import type { Origin } from './filled-nodes.ts';

/** Stands in a frame for something of a result that is shown there. */
export const slot = '‹›';

/** What a duration, which is never locked, looks like in a sentence that is. */
export const leftOut = '…';

/**
 * The author's words in some nodes of a filled document, with a slot for each number or word of a result, in the order of
 * `listShown`. Numbering is left out of it, so that a table before another changes no sentence about that one.
 */
export function frameOf(nodes: readonly Nodes[]): string {
  return nodes.map(frameOfNode).join('');
}

function frameOfNode(node: Nodes): string {
  switch (node.type) {
    case 'printed':
      return slot;
    case 'inlineMath':
      return `$${withSlots(node.data?.unmarked ?? node.value, node.data?.origins ?? [])}$`;
    case 'internalLink':
      if (node.role === 'note') return '';
      return node.role === 'reference' ? `@${node.target}` : frameOf(node.children);
    case 'footnoteReference':
    case 'html':
      return '';
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return withoutSlots(node.alt ?? '');
    default:
      if ('value' in node) return withoutSlots(node.value);
      return 'children' in node ? frameOf(node.children) : '';
  }
}

/** A text that results were printed into, with slots in their places. */
export function withSlots(text: string, origins: readonly Origin[]): string {
  let frame = '';
  let rest = text;
  for (const { printed } of origins) {
    const at = printed === undefined || printed === '' ? -1 : rest.indexOf(printed);
    const from = Math.max(at, 0);
    frame += withoutSlots(rest.slice(0, from)) + slot;
    rest = rest.slice(at < 0 ? 0 : at + (printed ?? '').length);
  }
  return frame + withoutSlots(rest);
}

function withoutSlots(text: string): string {
  return text.replaceAll(slot, '‹ ›');
}

/** A frame with texts in its slots, white space tidied; those that are null are left out. */
export function fillFrame(frame: string, texts: readonly (string | null)[]): string {
  let index = 0;
  const filled = frame.replaceAll(slot, () => texts[index++] ?? leftOut);
  return filled.replace(/\s+/g, ' ').trim();
}

/** How many slots a frame has. */
export function countSlots(frame: string): number {
  return frame.split(slot).length - 1;
}

const END = /[.!?…]["'”’)\]]*\s+(?=["“‘([]?(?:\p{Lu}|\p{N}|[‹@$]))/gu;
const ABBREVIATED =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|al|etc|approx|resp|ca|fig|figs|eq|eqs|sec|no|dr|mr|ms|st|\p{Lu})\.\s+$/iu;

/** The sentences of a frame, as a reader takes them apart, white space tidied. */
export function splitSentences(frame: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of frame.matchAll(END)) {
    const to = match.index + match[0].length;
    if (ABBREVIATED.test(frame.slice(from, to))) continue;
    sentences.push(frame.slice(from, to));
    from = to;
  }
  sentences.push(frame.slice(from));
  return sentences.map((sentence) => sentence.replace(/\s+/g, ' ').trim());
}
