import type { Heading, Nodes, Root } from 'mdast';

import { numberedAs } from '../base/messages/fill.ts';
import type { NumberedKind } from '../base/numbered.ts';
import { createIds, type Ids } from './ids.ts';
import { plainText } from './plain-text.ts';
import { visitAll } from './walk.ts';

/** What a cross-reference can point to. */
export interface Target {
  /** `Table 3`; an unnumbered section's own title. */
  text: string;
  /** `3`, `2.1`; the title of an unnumbered section. */
  number: string;
}

/** Depths count from the least one used: a report whose sections all begin with `##` is numbered 1, 2, 3 as well. */
export function raiseHeadings(tree: Root): void {
  const raise = leastDepth(tree) - 1;
  if (raise === 0) return;
  visitAll(tree, (node) => {
    if (node.type === 'heading') node.depth = depthFrom(node.depth - raise);
  });
}

/**
 * Numbers headings, tables, figures and labelled equations over the whole document, in reading order, and gives every heading an id.
 * Gives what each id now stands for.
 */
export function numberDocument(trees: readonly Root[]): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  const numberHeading = headingNumbers(trees, targets);
  const next = counters();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      if (node.type === 'heading') numberHeading(node);
      else numberObject(node, next, targets);
    });
  }
  return targets;
}

function numberObject(node: Nodes, next: (kind: NumberedKind) => string, targets: Map<string, Target>): void {
  if (node.type === 'captionedTable' || node.type === 'captionedFigure') {
    const kind = node.type === 'captionedTable' ? 'table' : 'figure';
    const number = next(kind);
    node.label = numberedAs(kind, number);
    if (node.id !== null) targets.set(node.id, { text: node.label, number });
  } else if (node.type === 'numberedEquation' && node.id !== null) {
    const number = next('equation');
    node.number = Number(number);
    targets.set(node.id, { text: numberedAs('equation', number), number });
  }
}

function counters(): (kind: NumberedKind) => string {
  const counts = new Map<NumberedKind, number>();
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return String(count);
  };
}

function headingNumbers(trees: readonly Root[], targets: Map<string, Target>): (heading: Heading) => void {
  const ids = createIds(writtenIds(trees));
  const next = sectionNumbers();
  return (heading) => {
    const title = plainText(heading.children);
    const number = next(heading.depth, heading.data?.label?.unnumbered ?? false);
    const id = headingId(heading, title, ids);
    heading.data = { ...heading.data, numbering: { id, number } };
    const text = number === null ? title : numberedAs('section', number);
    targets.set(id, { text, number: number ?? title });
  };
}

function headingId(heading: Heading, title: string, ids: Ids): string {
  return heading.data?.label?.id ?? ids.slug(title);
}

/** Sections below an unnumbered one have no number either: there is none to continue. */
function sectionNumbers(): (depth: number, unnumbered: boolean) => string | null {
  const counts: number[] = [];
  let silentBelow = Infinity;
  return (depth, unnumbered) => {
    if (depth <= silentBelow) silentBelow = Infinity;
    if (depth > silentBelow) return null;
    if (unnumbered) {
      silentBelow = depth;
      return null;
    }
    counts.length = Math.min(counts.length, depth);
    while (counts.length < depth) counts.push(0);
    counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
    return counts.join('.');
  };
}

function leastDepth(tree: Root): number {
  let least = 6;
  visitAll(tree, (node) => {
    if (node.type === 'heading') least = Math.min(least, node.depth);
  });
  return least;
}

/** Every id that is given already: a heading without one must not come by it through its title. */
function writtenIds(trees: readonly Root[]): Set<string> {
  const ids = new Set<string>();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      if (node.type === 'heading' && node.data?.label?.id) ids.add(node.data.label.id);
      if ('id' in node && node.id !== null) ids.add(node.id);
      if (node.type === 'bibliography') for (const { id } of node.entries) ids.add(id);
    });
  }
  return ids;
}

function depthFrom(depth: number): Heading['depth'] {
  return depth === 1 || depth === 2 || depth === 3 || depth === 4 || depth === 5 ? depth : 6;
}
