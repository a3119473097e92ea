import type { Nodes } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Job } from '../base/job.ts';
import { checkExpression } from '../base/language/check-expression.ts';
import { truthOf } from '../base/language/operators.ts';
import { createScope, type Scope } from '../base/language/scope.ts';
import type { ParsedReport } from '../base/report.ts';
import { visitNodes } from '../base/visit.ts';
import { checkClaim } from './check-claim.ts';
import { checkFigure } from './check-figure.ts';
import { checkTable } from './check-table.ts';
import { checkTex, checkValue } from './check-value.ts';

/**
 * Checks every name, format and kind in every expression of a report against experiments, declarations, parameters
 * and published figures, before anything runs: the expressions are evaluated with results that are not known yet.
 */
export function checkNames(report: ParsedReport, jobs: readonly Job[]): Diagnostic[] {
  const named = jobs.map((job) => ({
    ...job,
    given: job.parameters,
    specs: job.declaration.results,
    results: null,
  }));
  const { experiments, published, config } = report;
  const scope = createScope({ experiments, jobs: named, published, dataset: config.dataset });
  const sources = report.abstract ? [report.abstract, ...report.sources] : report.sources;
  return sources.flatMap(({ tree }) => checkTree(tree, scope, report));
}

function checkTree(tree: Nodes, scope: Scope, report: ParsedReport): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitNodes(tree, (node) => {
    diagnostics.push(...checkNode(node, scope, report));
  });
  return diagnostics;
}

function checkNode(node: Nodes, scope: Scope, report: ParsedReport): Diagnostic[] {
  switch (node.type) {
    case 'value':
      return checkValue(node, scope);
    case 'claim':
      return checkClaim(node, scope);
    case 'when':
      return checkExpression(node.condition, scope, truthOf);
    case 'resultTable':
      return [
        ...node.columns.flatMap(({ header }) => header.flatMap((part) => checkTree(part, scope, report))),
        ...checkTable(node, scope),
      ];
    case 'resultFigure':
      return checkFigure(node, scope, report);
    case 'equation':
    case 'inlineEquation':
      return checkTex(node.tex, scope);
    default:
      return [];
  }
}
