import type { Nodes, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import { bibliographyIsMissing, citationIsUnknown, referenceIsUnknown } from '../base/messages/fill.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CitationItem } from '../base/tree.ts';
import { idOf } from './authored-id.ts';
import { checkExcerpts, outlineFiles, type Outlines } from './excerpt.ts';
import { checkLeftOut } from './left-out.ts';
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
  const sources = [report.abstract, ...report.sources].flatMap((source) => source ?? []);
  const ids = collectIds(sources.map(({ tree }) => tree));
  const leftOut = report.leftOut.map((node) => ({ node, condition: node.condition.source }));
  const leftIds = new Set([...ids, ...collectIds(report.leftOut)]);
  return [
    ...sources.flatMap(({ tree }) => [
      ...checkCrossReferences(tree, leftIds),
      ...checkCitations(tree, report),
      ...checkExcerpts(tree, outlines),
    ]),
    ...checkLeftOut(sources, leftOut),
  ];
}

/** Everything that bears an id; parse saw to it that none is given twice. */
function collectIds(trees: readonly Nodes[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      const id = idOf(node);
      if (id !== null) ids.add(id);
    });
  }
  return ids;
}

function checkCrossReferences(tree: Root, ids: ReadonlySet<string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitAll(tree, (node) => {
    const reference = referenceOf(node);
    if (reference === null || ids.has(reference.id)) return;
    const message = referenceIsUnknown(reference.id, nearestName(reference.id, ids));
    diagnostics.push({ rule: 'reference-is-known', message, place: reference.place });
  });
  return diagnostics;
}

const ANCHOR = /^#((?:tbl|fig|eq|sec)-.+)$/;

/** `@sec-data`, and a link to `#sec-data`; null for everything else. */
function referenceOf(node: Nodes): { id: string; place: Place } | null {
  if (node.type === 'crossReference') return node;
  const id = node.type === 'link' ? ANCHOR.exec(node.url)?.[1] : undefined;
  const place = placeOf(node);
  return id === undefined || place === null ? null : { id, place };
}

/** Where the words of a link stand. */
function placeOf(node: Nodes): Place | null {
  if (node.data?.textAt) return node.data.textAt(0);
  const [first] = 'children' in node ? node.children : [];
  return first ? placeOf(first) : null;
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
