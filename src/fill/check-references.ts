import type { Nodes, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import { bibliographyIsMissing, citationIsUnknown, referenceIsUnknown } from '../base/messages/fill.ts';
import { nearestName } from '../base/nearest.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CitationItem } from '../base/tree.ts';
import { checkExcerpts, outlineFiles, type Outlines } from './excerpt.ts';
import { visitAll } from './walk.ts';

/**
 * Everything about references, citations and excerpts that can be told without a result, so that a build may ask before it runs
 * anything. `fillReport` asks as well.
 */
export async function checkReferences(report: ParsedReport, made: Made): Promise<Diagnostic[]> {
  return checkReferencesWith(report, await outlineFiles(report, made));
}

/** The same, with the outlines of the excerpts' files at hand. */
export function checkReferencesWith(report: ParsedReport, outlines: Outlines): Diagnostic[] {
  const trees = [report.abstract, ...report.sources].flatMap((source) => (source ? [source.tree] : []));
  const ids = collectIds(trees);
  return trees.flatMap((tree) => [
    ...checkCrossReferences(tree, ids),
    ...checkCitations(tree, report),
    ...checkExcerpts(tree, outlines),
  ]);
}

/** Everything that bears an id; parse saw to it that none is given twice. */
function collectIds(trees: readonly Root[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      const id = idOf(node);
      if (id !== null) ids.add(id);
    });
  }
  return ids;
}

/** The id that an author gave to a node; null for none. */
export function idOf(node: Nodes): string | null {
  switch (node.type) {
    case 'heading':
      return node.data?.label?.id ?? null;
    case 'resultTable':
    case 'writtenTable':
    case 'resultFigure':
    case 'equation':
      return node.id;
    default:
      return null;
  }
}

function checkCrossReferences(tree: Root, ids: ReadonlySet<string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitAll(tree, (node) => {
    if (node.type !== 'crossReference' || ids.has(node.id)) return;
    const message = referenceIsUnknown(node.id, nearestName(node.id, ids));
    diagnostics.push({ rule: 'reference-is-known', message, place: node.place });
  });
  return diagnostics;
}

function checkCitations(tree: Root, report: ParsedReport): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitAll(tree, (node) => {
    if (node.type === 'citation')
      diagnostics.push(...node.items.flatMap((item) => checkCitation(item, report)));
  });
  return diagnostics;
}

function checkCitation({ key, place }: CitationItem, report: ParsedReport): Diagnostic[] {
  if (report.citationKeys.has(key)) return [];
  const { bibliography } = report.config;
  const message =
    bibliography === null
      ? bibliographyIsMissing(key)
      : citationIsUnknown(key, bibliography, nearestName(key, report.citationKeys));
  return [{ rule: 'citation-is-known', message, place }];
}
