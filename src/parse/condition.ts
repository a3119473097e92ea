import type { Expression } from '../base/expression.ts';
import { dataScope, isOfDataAlone, namesBesideData } from '../base/language/data-scope.ts';
import { evaluate } from '../base/language/evaluate.ts';
import { truthOf } from '../base/language/operators.ts';
import * as say from '../base/messages/parse.ts';
import type { Reading } from './reading.ts';

/**
 * Whether a condition holds, where the data set alone decides it; null where results do. One that cannot be decided is
 * false, and told.
 */
export function decideByData(condition: Expression, reading: Reading): boolean | null {
  return isOfDataAlone(condition.root) ? decide(condition, reading) : null;
}

/** The same of an experiment's condition, which must be about the data set alone: it stands in the way of all results. */
export function decideExperiment(condition: Expression, reading: Reading): boolean {
  const [name] = namesBesideData(condition.root);
  if (name === undefined) return decide(condition, reading);
  const message = say.conditionIsOfData(name);
  reading.diagnostics.push({
    rule: 'condition-is-of-data',
    message,
    place: condition.at(condition.root.start),
  });
  return false;
}

function decide(condition: Expression, { dataset, diagnostics }: Reading): boolean {
  const truth = evaluate(condition, dataScope(dataset), truthOf);
  if (truth.ok) return truth.value === true;
  diagnostics.push(truth.diagnostic);
  return false;
}
