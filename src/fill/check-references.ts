import type { Nodes, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import {
  bibliographyIsMissing,
  citationIsUnknown,
  idIsTaken,
  referenceIsUnknown,
} from '../base/messages/fill.ts';
import { nearestName } from '../base/nearest.ts';
import { formatPlace, type Place } from '../base/place.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CitationItem } from '../base/tree.ts';
import { checkExcerpts, outlineFiles, type Outlines } from './excerpt.ts';
import { visitAll } from './walk.ts';

/**
 * Everything about references, citations, ids and excerpts that can be told without a result, so that a build may ask before it runs
 * anything. `fillReport` asks as well.
 */
export async function checkReferences(report: ParsedReport, made: Made): Promise<Diagnostic[]> {
  return checkReferencesWith(report, await outlineFiles(report, made));
}

/** The same, with the outlines of the excerpts' files at hand. */
export function checkReferencesWith(report: ParsedReport, outlines: Outlines): Diagnostic[] {
  const trees = [report.abstract, ...report.sources].flatMap((source) => (source ? [source.tree] : []));
  const { ids, diagnostics } = collectIds(trees);
  const found = trees.flatMap((tree) => [
    ...checkCrossReferences(tree, ids),
    ...checkCitations(tree, report),
    ...checkExcerpts(tree, outlines),
  ]);
  return [...diagnostics, ...found];
}

type Ids = ReadonlyMap<string, Place>;

function collectIds(trees: readonly Root[]): { ids: Ids; diagnostics: Diagnostic[] } {
  const ids = new Map<string, Place>();
  const diagnostics: Diagnostic[] = [];
  for (const tree of trees) {
    visitAll(tree, (node) => {
      const given = idOf(node);
      if (!given) return;
      const first = ids.get(given.id);
      if (!first) ids.set(given.id, given.place);
      else
        diagnostics.push({
          rule: 'id-is-unique',
          message: idIsTaken(given.id, formatPlace(first)),
          place: given.place,
        });
    });
  }
  return { ids, diagnostics };
}

function idOf(node: Nodes): { id: string; place: Place } | null {
  if (node.type === 'heading') {
    const label = node.data?.label;
    return label && label.id !== null ? { id: label.id, place: label.place } : null;
  }
  if (node.type === 'resultTable' || node.type === 'resultFigure' || node.type === 'equation') {
    return node.id === null ? null : { id: node.id, place: node.place };
  }
  return null;
}

function checkCrossReferences(tree: Root, ids: Ids): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitAll(tree, (node) => {
    if (node.type !== 'crossReference' || ids.has(node.id)) return;
    const message = referenceIsUnknown(node.id, nearestName(node.id, ids.keys()));
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
