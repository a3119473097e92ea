import type { Diagnostic } from '../base/diagnostic.ts';
import type { Experiment } from '../base/experiment.ts';
import { findExpressions, namesIn } from '../base/find-expressions.ts';
import * as messages from '../base/messages/plan.ts';
import type { ParsedReport } from '../base/report.ts';

/**
 * The experiments whose results can reach the document: those that any expression names, wherever it stands, and those
 * whose results one of them takes as an input. A column of a table may have the name of an experiment: that counts too.
 */
export function usedExperiments(report: ParsedReport): ReadonlySet<string> {
  const byName = new Map(report.experiments.map((experiment) => [experiment.name, experiment]));
  const used = new Set<string>();
  const use = (name: string): void => {
    const experiment = byName.get(name);
    if (!experiment || used.has(name)) return;
    used.add(name);
    inputsOf(experiment).forEach(use);
  };
  for (const source of [report.abstract, ...report.sources]) {
    if (!source) continue;
    findExpressions(source.tree, (expression) => {
      namesIn(expression.root).forEach(use);
    });
  }
  return used;
}

/** A warning for each experiment that nobody would see. */
export function warnOfUnused(report: ParsedReport, used: ReadonlySet<string>): readonly Diagnostic[] {
  return report.experiments
    .filter(({ name }) => !used.has(name))
    .map(({ name, place }) => ({
      rule: 'experiment-is-used',
      message: messages.experimentIsUnused(name),
      place,
    }));
}

/** The experiments that an experiment takes results of: `cnn` of `cnn.baseline.weights`. */
function inputsOf({ shared, cases }: Experiment): readonly string[] {
  const paths = [shared, ...(cases ?? [])].flatMap(({ inputs }) => Object.values(inputs));
  return paths.map((path) => path.split('.')[0] ?? path);
}
