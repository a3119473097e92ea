import type { Root } from 'mdast';

import type { ParsedReport, Source } from '../base/report.ts';
import { resolveDefinitions } from './definition.ts';
import { scopeFootnotes } from './footnote.ts';
import { turnMarkupIntoText } from './markup.ts';
import { unwrapRemarks } from './remark.ts';
import { copyTree, replaceNodes, visitAll } from './walk.ts';

/**
 * Copies of the report's sources, to be filled in place: links resolved by each source's own definitions, footnotes told apart, HTML turned
 * to text, experiments (which show nothing) taken out.
 */
export function prepareSource(source: Source, scope: string): Source {
  const tree = copyTree(source.tree);
  resolveDefinitions(tree);
  scopeFootnotes(tree, scope);
  turnMarkupIntoText(tree);
  forgetPlaces(tree);
  unwrapRemarks(tree);
  replaceNodes(tree, (node) => (node.type === 'experiment' ? [] : null));
  return { file: source.file, tree };
}

/** The places of texts served the audit before the run; a filled document is data, without functions. */
function forgetPlaces(tree: Root): void {
  visitAll(tree, (node) => {
    if (!node.data?.textAt) return;
    const { textAt: _, ...data } = node.data;
    node.data = data;
  });
}

/** The abstract and the sources in order, each prepared. */
export function prepareSources(report: ParsedReport): { abstract: Source | null; sources: Source[] } {
  const abstract = report.abstract && prepareSource(report.abstract, 'abstract');
  if (abstract) leaveUnnumbered(abstract.tree);
  return {
    abstract,
    sources: report.sources.map((source, index) => prepareSource(source, String(index))),
  };
}

/** An abstract has no sections of the document, whatever headings stand in it. */
function leaveUnnumbered(tree: Root): void {
  visitAll(tree, (node) => {
    if (node.type !== 'heading') return;
    const place = node.data?.label?.place ?? { file: '', line: 1, column: 1 };
    node.data = { ...node.data, label: { id: node.data?.label?.id ?? null, unnumbered: true, place } };
  });
}

/** One document of all sources. */
export function mergeSources(sources: readonly Source[]): Root {
  return { type: 'root', children: sources.flatMap(({ tree }) => tree.children) };
}
