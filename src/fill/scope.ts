import type { Place } from '../base/place.ts';
import type { Expression } from '../base/expression.ts';
import type { Dataset } from '../base/dataset.ts';
import type { ParsedReport } from '../base/report.ts';
import type { JobResults } from '../base/results.ts';
import type { Origin } from '../base/filled-nodes.ts';
import { evaluate, type Evaluation } from '../base/language/evaluate.ts';
import { createScope, type Scope } from '../base/language/scope.ts';
import { isUnknown, type Value } from '../base/language/value.ts';
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

/** A place that shows a value, and how it is printed there. */
export interface Shows {
  expression: Expression;
  place: Place;
  format?: string | null;
}

/** Where a value that is shown came from; `sources` are those of the value unless it shows what lies within it. */
export function originOf(binding: Shows, value: Value, results: Results, sources = value.sources): Origin {
  const jobs = [...sources.jobs];
  return {
    expression: binding.expression.source,
    place: binding.place,
    format: binding.format ?? null,
    value: value.type === 'scalar' && !isUnknown(value.value) ? value.value : null,
    jobs,
    results: [...sources.results],
    published: sources.published.size > 0,
    quoted: [...sources.published],
    timed: sources.timed,
    fallback: fallbacksBehind(jobs, results.fallbacks),
  };
}
