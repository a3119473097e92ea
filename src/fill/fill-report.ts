import type { Root } from 'mdast';

import { countCoverage } from '../base/coverage.ts';
import { type Diagnostic, stopOnDiagnostics } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import { listShownIn } from '../base/origins.ts';
import type { DeclaredLiteral, FilledDocument, ParsedReport, Source } from '../base/report.ts';
import type { JobResults } from '../base/results.ts';
import type { FlowContent } from '../base/tree.ts';
import { checkReferencesWith } from './check-references.ts';
import { resolveCitations } from './citation.ts';
import { assertComplete } from './complete.ts';
import { type Computation, describeComputation } from './computation.ts';
import { type ClaimOptions, type Judged, judgeClaims, listMarks, settleClaims } from './claim.ts';
import { collectContents } from './contents.ts';
import { resolveCrossReferences } from './cross-reference.ts';
import { fillEquations } from './equation.ts';
import { fillExcerpts, outlineFiles } from './excerpt.ts';
import { fillFigures } from './figure.ts';
import { numberFootnotes } from './footnote.ts';
import { resolveImages } from './image.ts';
import { checkLeftOut } from './left-out.ts';
import { fillLiterals } from './literal.ts';
import { markFallbacks } from './mark-fallbacks.ts';
import { mergeSources, prepareSources } from './merge.ts';
import { quotedFigures } from '../base/provenance.ts';
import { numberDocument, raiseHeadings } from './number.ts';
import { draftRefuted, noticeOfRefuted } from './refuted-claims.ts';
import { createResults, type Results } from './scope.ts';
import { fillTables } from './table.ts';
import { fillValues } from './value.ts';
import { decideWhens } from './when.ts';

/**
 * The document: bindings filled from the results, then everything that counts over the whole of it (numbers, references, citations,
 * footnotes, contents). Same report and same results, same document. Throws a ReportError with all the author's mistakes; where it
 * keeps going, claims that the results refute are none, and the document marks them.
 */
export async function fillReport(
  report: ParsedReport,
  jobResults: readonly JobResults[],
  made: Made,
  options: ClaimOptions = { keepGoing: false },
): Promise<FilledDocument> {
  const results = createResults(report, jobResults);
  const outlines = await outlineFiles(report, made);
  const { abstract, sources } = prepareSources(report);
  const all = abstract ? [abstract, ...sources] : sources;
  const { judged, literals, diagnostics } = fillBindings(all, results, { report, ...options });
  stopOnDiagnostics([...checkReferencesWith(report, outlines), ...diagnostics]);

  for (const { tree } of all) fillExcerpts(tree, outlines, report.excerptFiles);
  const images = resolveImages(all, report.imageFiles);
  const root = mergeSources(sources);
  raiseHeadings(root);
  const trees = abstract ? [abstract.tree, root] : [root];
  const notes = numberFootnotes(trees);
  root.children.push(...notes);
  const references = await resolveCitations(trees, report, made);
  const computation = describeComputation(jobResults, accountFor(trees, { judged, literals, results }));
  const refuted = draftRefuted(judged);
  root.children.unshift(...noticeOfRefuted(refuted.claims));
  insertBefore(root, notes.length, [...references, ...computation, ...refuted.section]);
  const targets = numberDocument(trees);
  for (const tree of trees) resolveCrossReferences(tree, targets);
  const claims = settleClaims(trees, judged);
  refuted.list(claims);
  for (const tree of trees) {
    markFallbacks(tree, results.fallbacks);
    assertComplete(tree);
  }
  const { title, subtitle, authors, date, language } = report.config;
  const contents = collectContents(root);
  const head = { title, subtitle, authors, date, language, abstract: flowOf(abstract) };
  const origins = { jobs: jobResults, quoted: quotedFigures(report.published) };
  return { ...head, contents, root, images, literals, claims, ...origins, files: report.files };
}

interface Filled {
  judged: Judged;
  literals: readonly DeclaredLiteral[];
  diagnostics: readonly Diagnostic[];
}

/** What was left out is not asked for values; a claim is judged, and told, as it will be read. */
function fillBindings(
  sources: readonly Source[],
  results: Results,
  { report, keepGoing }: ClaimOptions & { report: ParsedReport },
): Filled {
  const trees = sources.map(({ tree }) => tree);
  const whens = decideWhens(trees, results);
  const leftOut = checkLeftOut(sources, whens.leftOut);
  const filled = sources.map((source) => fillSource(source, results, report));
  const claims = judgeClaims(trees, results, { keepGoing });
  return {
    judged: claims.judged,
    literals: filled.flatMap((source) => source.literals),
    diagnostics: [
      ...whens.diagnostics,
      ...leftOut,
      ...filled.flatMap(({ diagnostics }) => diagnostics),
      ...claims.diagnostics,
    ],
  };
}

interface FilledSource {
  diagnostics: Diagnostic[];
  literals: DeclaredLiteral[];
}

/** Values come first: captions, headers and literals hold some. */
function fillSource({ file, tree }: Source, results: Results, report: ParsedReport): FilledSource {
  const values = fillValues(tree, results, file);
  const literals = fillLiterals(tree);
  const diagnostics = [
    ...values,
    ...fillTables(tree, results, file),
    ...fillFigures(tree, results, file, report),
    ...fillEquations(tree, results, file),
  ];
  return { diagnostics, literals };
}

/** What the section on the computation tells of filled trees; it shows no result itself. */
function accountFor(
  trees: readonly Root[],
  { judged, literals, results }: Pick<Filled, 'judged' | 'literals'> & { results: Results },
): Computation {
  const claims = [...judged.values()];
  return {
    fallbacks: results.fallbacks,
    claimMarks: listMarks(judged, results.dataset),
    coverage: countCoverage(listShownIn(trees), { literals, claims }),
    held: claims.filter(({ held }) => held).length,
  };
}

/** Footnotes stay last. */
function insertBefore(root: Root, notes: number, children: Root['children']): void {
  root.children.splice(root.children.length - notes, 0, ...children);
}

function flowOf(source: Source | null): FlowContent[] {
  // The blocks of a root that was parsed from Markdown are flow content.
  return (source?.tree.children ?? []) as FlowContent[];
}
