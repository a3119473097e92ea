import type { Diagnostic } from '../base/diagnostic.ts';
import { checkExpression } from '../base/language/check-expression.ts';
import { checkSpec } from '../base/language/check-spec.ts';
import { figureRows } from '../base/language/figure-data.ts';
import { imageOf } from '../base/language/image.ts';
import type { Scope } from '../base/language/scope.ts';
import type { ListValue } from '../base/language/value.ts';
import * as say from '../base/messages/language.ts';
import { nearestName } from '../base/nearest.ts';
import type { ParsedReport } from '../base/report.ts';
import type { FigureSource, ResultFigureNode } from '../base/tree.ts';
import { checkTemplate } from './check-value.ts';

/** A figure's alternative text, its spec, and that the data bound to it have the fields that the spec reads. */
export function checkFigure(node: ResultFigureNode, scope: Scope, report: ParsedReport): Diagnostic[] {
  return [...checkTemplate(node.alt, scope), ...checkSource(node, scope, report)];
}

function checkSource(node: ResultFigureNode, scope: Scope, report: ParsedReport): Diagnostic[] {
  const { source, place } = node;
  if (source.type === 'image') return checkExpression(source.image, scope, imageOf, place);
  // Files were read, or missed, by parse.
  return source.type === 'spec' ? checkChart(node, source, { scope, report }) : [];
}

function checkChart(
  { place }: ResultFigureNode,
  source: Extract<FigureSource, { type: 'spec' }>,
  { scope, report }: { scope: Scope; report: ParsedReport },
): Diagnostic[] {
  const data = new Map<string, ListValue | null>();
  const faults = source.data.flatMap(({ name, rows }) =>
    checkExpression(rows, scope, (value) => data.set(name, figureRows(value)), place),
  );
  const spec = report.specs.get(source.spec);
  if (!spec) return [...faults, unknownSpec(source, report)];
  // With data missing, the spec's complaints would only repeat that.
  if (faults.length > 0) return faults;
  return checkSpec(spec, data).map((fault) => ({ ...fault, place: source.specPlace }));
}

function unknownSpec(
  { spec, specPlace }: { spec: string; specPlace: Diagnostic['place'] },
  report: ParsedReport,
): Diagnostic {
  const known = [...report.specs.keys()];
  const message = say.unknownSpec(spec, nearestName(spec, known), known);
  return { rule: 'spec-is-known', message, ...(specPlace ? { place: specPlace } : {}) };
}
