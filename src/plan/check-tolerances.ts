import type { Diagnostic } from '../base/diagnostic.ts';
import type { CaseFields, Experiment } from '../base/experiment.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { DeclarationData } from '../base/task.ts';
import { specAt } from './job-inputs.ts';

/**
 * Tolerances are for metrics, also in lists, matrices and columns of tables (`history.loss`), and for pictures and weights:
 * for what is no longer equal to the last bit on another machine. `final.xent` leads into a group.
 */
export function checkTolerances(
  experiment: Experiment,
  fields: CaseFields,
  { results }: Pick<DeclarationData, 'results'>,
): Diagnostic[] {
  const owners = fields === experiment.shared ? [fields] : [experiment.shared, fields];
  return owners.flatMap((owner) =>
    Object.keys(owner.tolerance).flatMap((path) => {
      const spec = tolerableAt(results, path);
      if (spec && mayBeOff(spec)) return [];
      const known = listTolerable(results);
      const message = spec
        ? messages.toleranceOfNoMetric(path, spec.kind)
        : messages.unknownTolerance(path, experiment.task, { known, nearest: nearestName(path, known) });
      return [{ rule: 'tolerance-is-used', message, place: owner.placeOf(['tolerance', path]) }];
    }),
  );
}

/** What a declaration says at a path: of a result, or of a table's column. */
export function tolerableAt(results: ResultSpecs, path: string): ResultSpec | null {
  const names = path.split('.');
  const spec = specAt(results, names);
  if (spec) return spec;
  const table = specAt(results, names.slice(0, -1));
  return (table?.kind === 'table' ? table.columns[names.at(-1) ?? ''] : null) ?? null;
}

function mayBeOff(spec: ResultSpec): boolean {
  if (spec.kind === 'series' || spec.kind === 'matrix') return spec.of.kind === 'metric';
  return spec.kind === 'metric' || spec.kind === 'image' || spec.kind === 'file';
}

/** Every path that may have a tolerance. */
function listTolerable(results: ResultSpecs, above = ''): string[] {
  return Object.entries(results).flatMap(([name, spec]) => {
    const path = `${above}${name}`;
    if (spec.kind === 'group') return listTolerable(spec.results, `${path}.`);
    if (spec.kind === 'table') return listTolerable(spec.columns, `${path}.`);
    return mayBeOff(spec) ? [path] : [];
  });
}
