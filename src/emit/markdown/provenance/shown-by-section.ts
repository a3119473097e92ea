import type { Nodes, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';

import { abstractHeading } from '../../../base/messages/provenance.ts';
import { listShownIn, type Shown } from '../../../base/origins.ts';
import type { FilledDocument } from '../../../base/report.ts';

/** What a document shows of results and publications under one of its headings. */
export interface ShownSection {
  /** `2.3 Convolutional networks` */
  title: string;
  /** Of the heading; null for the abstract. */
  id: string | null;
  shown: readonly PlacedShown[];
}

/** Something shown, and the table, figure or equation that it stands in. */
export interface PlacedShown extends Shown {
  /** `Table 3`; null in prose. */
  within: string | null;
}

/** All that a document shows, by its sections, in its order; sections that show nothing are left out. */
export function listBySection(document: FilledDocument): ShownSection[] {
  const sections: { title: string; id: string | null; shown: PlacedShown[] }[] = [
    { title: abstractHeading, id: null, shown: placeShown(document.abstract) },
  ];
  for (const node of document.root.children) {
    if (node.type === 'heading') sections.push({ ...describeHeading(node), shown: [] });
    sections.at(-1)?.shown.push(...placeShown([node]));
  }
  return sections.filter(({ shown }) => shown.length > 0);
}

function describeHeading(node: Extract<RootContent, { type: 'heading' }>): {
  title: string;
  id: string | null;
} {
  const { id = null, number = null } = node.data?.numbering ?? {};
  const words = toString(node);
  return { title: number === null ? words : `${number} ${words}`, id };
}

function placeShown(nodes: readonly Nodes[]): PlacedShown[] {
  return nodes.flatMap((node) => listShownIn([node]).map((shown) => ({ ...shown, within: labelOf(node) })));
}

function labelOf(node: Nodes): string | null {
  return node.type === 'captionedTable' || node.type === 'captionedFigure' ? node.label : null;
}
