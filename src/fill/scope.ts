import type { Place } from '../base/place.ts';
import type { Expression } from '../base/expression.ts';
import type { Dataset } from '../base/dataset.ts';
import type { ParsedReport } from '../base/report.ts';
import type { JobResults } from '../base/results.ts';
import type { Origin } from '../base/filled-nodes.ts';
import { evaluate, type Evaluation } from '../base/language/evaluate.ts';
import { createScope, type Scope } from '../base/language/scope.ts';
import type { Sources, Value } from '../base/language/value.ts';
import { fallbacksBehind, findFallbacks, type Fallbacks } from './engine-marks.ts';

/** What bindings are filled from: every name of the report with its value, and the jobs behind them. */
export interface Results {
  scope: Scope;
  jobs: ReadonlyMap<string, JobResults>;
  fallbacks: Fallbacks;
  /** The data set that they come from; null where the report offers none. */
  dataset: Dataset | null;
}

/** Names and values for the whole report; built once, read by every transform. */
export function createResults(
  { experiments, published, config: { dataset } }: Pick<ParsedReport, 'experiments' | 'published' | 'config'>,
  jobResults: readonly JobResults[],
): Results {
  const jobs = jobResults.map((job) => ({ ...job, name: job.job }));
  return {
    scope: createScope({ experiments, jobs, published, dataset }),
    jobs: new Map(jobResults.map((job) => [job.job, job])),
    fallbacks: findFallbacks(jobResults),
    dataset,
  };
}

/** The same results, seen from a row of a table. */
export function inScope(results: Results, scope: Scope): Results {
  return { ...results, scope };
}

/** Evaluates a binding's expression; `use` makes of the value what the binding shows. */
export function evaluateWith<Use>(
  expression: Expression,
  results: Results,
  use: (value: Value) => Use,
  place?: Place,
): Evaluation<Use> {
  return evaluate(expression, results.scope, use, place);
}

/** Where a printed value came from. */
export function originOf(
  binding: { expression: Expression; place: Place },
  from: Sources,
  results: Results,
): Origin {
  const jobs = [...from.jobs];
  return {
    expression: binding.expression.source,
    place: binding.place,
    jobs,
    published: from.published,
    timed: from.timed,
    fallback: fallbacksBehind(jobs, results.fallbacks),
  };
}
