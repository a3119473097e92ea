import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

import { pageId } from '../../emit/html/page-id.ts';
import * as messages from '../../base/messages/verification.ts';
import { formatPlace } from '../../base/place.ts';
import type { Place } from '../../base/place.ts';
import type { Outcome } from '../../base/verification.ts';
import type { Verification } from '../../verify/verification.ts';
import { jobNames } from '../findings.ts';

/** What a child of an element may be given as. */
export type Child = Element | string | null;

/** An outcome by its sign and in words. */
export function sign(outcome: Outcome): Element {
  return h('span.sign', [h('b', messages.outcomeSigns[outcome]), ` ${messages.outcomeWords[outcome]}`]);
}

/** Numbers by outcome, `= 12 ≈ 1`; the words are for readers of the screen. */
export function tally(counts: Verification['counts']): Element {
  const some = messages.outcomes.filter((outcome) => counts[outcome] > 0);
  return h(
    'span.tally',
    some.map((outcome) =>
      h('span', { className: [outcome] }, [
        `${messages.outcomeSigns[outcome]} ${counts[outcome]}`,
        h('span.away', ` ${messages.outcomeWords[outcome]}. `),
      ]),
    ),
  );
}

/** How a table looks. */
export interface TableLook {
  className?: readonly string[];
  /** Indices of the columns whose heads stand at the right, as their cells do. */
  right?: readonly number[];
}

/** A table that scrolls where it is too wide. */
export function tableOf(
  head: readonly string[],
  rows: readonly Element[],
  { className = [], right = [] }: TableLook = {},
): Element {
  const titles = head.map((title, index) =>
    h('th', { className: right.includes(index) ? ['right'] : null }, title),
  );
  const table = h('table', { className: className.length > 0 ? [...className] : null }, [
    h('thead', h('tr', titles)),
    h('tbody', [...rows]),
  ]);
  return h('div.scroll', [table]);
}

/** Something folded away under its summary. */
export function folded(
  summary: readonly Child[],
  content: readonly ElementContent[],
  { className = [], open = false }: { className?: readonly string[]; open?: boolean } = {},
): Element {
  return h('details', { className: ['folded', ...className], open }, [
    // The class tells which font it is set in.
    h('summary.label', [...summary]),
    ...content,
  ]);
}

/** Where something stands in the sources. */
export function placeOf(place: Place): Element {
  return h('code.where', formatPlace(place));
}

/** The id of a job's row. */
export function jobId(name: string): string {
  return pageId(`job.${name}`);
}

/** The jobs behind some results: the first as a link, and how many more. */
export function jobLinks(results: readonly string[], known: ReadonlySet<string>): Child[] {
  const [first, ...others] = jobNames(results);
  if (first === undefined) return [];
  const link = known.has(first) ? h('a', { href: `#${encodeURIComponent(jobId(first))}` }, first) : first;
  return [link, ...(others.length > 0 ? [` ${messages.andMore(others.length, null)}`] : [])];
}
