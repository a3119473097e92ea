import type { Dataset } from '../dataset.ts';
import type { ExpressionNode } from '../expression.ts';
import { namesIn } from '../find-expressions.ts';
import { constants } from './constants.ts';
import { datasetRecord } from './dataset-record.ts';
import type { Scope } from './scope.ts';
import { record, type Value } from './value.ts';

/** All that has a name before any experiment is known; `data` only where the report offers data sets. */
export function dataScope(dataset: Dataset | null): Scope {
  const members: readonly [string, Value][] = dataset === null ? [] : [['data', datasetRecord(dataset)]];
  return [record(new Map(members)), record(constants)];
}

/** The names in an expression other than `data` and the constants: what it would have to wait for. */
export function namesBesideData(node: ExpressionNode): readonly string[] {
  return namesIn(node).filter((name) => name !== 'data' && !constants.has(name));
}

/** Whether the data set alone decides an expression: it names `data`, and nothing else that could differ. */
export function isOfDataAlone(node: ExpressionNode): boolean {
  return namesIn(node).includes('data') && namesBesideData(node).length === 0;
}
