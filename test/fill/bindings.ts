import type { PhrasingContent, Root, RootContent } from 'mdast';

import type { ParsedReport } from '../../src/base/report.ts';
import type { ResultFigureNode, ResultTableNode, TableColumn, ValueNode } from '../../src/base/tree.ts';
import { createResults, type Results } from '../../src/fill/scope.ts';
import { memoryConfig } from '../parse/memory.ts';
import { experiments, expressionOf, jobs, published } from '../language/sample.ts';

export const place = { file: 'report/01.md', line: 7, column: 3 };

/** The results of the language's sample report. */
export function sampleResults(): Results {
  return createResults(sampleReport([]), jobs);
}

/** A report of one source over the sample's experiments, as far as bindings look at it. */
export function sampleReport(
  children: RootContent[],
  specs: ParsedReport['specs'] = new Map(),
): ParsedReport {
  const report: Partial<ParsedReport> = {
    config: memoryConfig(),
    abstract: null,
    sources: [{ file: 'report/01.md', tree: rootOf(children) }],
    experiments: experiments as unknown as ParsedReport['experiments'],
    published,
    specs,
    imageFiles: new Map(),
  };
  return report as ParsedReport;
}

export function rootOf(children: RootContent[]): Root {
  return { type: 'root', children };
}

export function value(source: string, format: string | null = null): ValueNode {
  return { type: 'value', expression: expressionOf(source), format, place };
}

export function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

export function column(header: string, source: string, options: Partial<TableColumn> = {}): TableColumn {
  return {
    header: [text(header)],
    value: expressionOf(source),
    format: null,
    align: null,
    set: null,
    place,
    ...options,
  };
}

export function table(
  of: string,
  columns: readonly TableColumn[] = [],
  choice: { where?: string; sort?: readonly string[] } = {},
): ResultTableNode {
  return {
    type: 'resultTable',
    children: [text('A caption.')],
    id: 'tbl-a',
    of: expressionOf(of),
    columns,
    where: choice.where === undefined ? null : expressionOf(choice.where),
    sort: (choice.sort ?? []).map((key) => ({
      expression: expressionOf(key.replace(/^-/, '')),
      descending: key.startsWith('-'),
    })),
    place,
  };
}

export function chart(spec: string, data: { readonly [name: string]: string }): ResultFigureNode {
  const named = Object.entries(data).map(([name, rows]) => ({ name, rows: expressionOf(rows) }));
  return figure({ type: 'spec', spec, specPlace: place, data: named });
}

export function figure(source: ResultFigureNode['source']): ResultFigureNode {
  const alt = ['F1 is ', value('digits.f1'), '.'];
  return { type: 'resultFigure', children: [text('A caption.')], id: 'fig-a', source, alt, place };
}
