import type { Diagnostic } from '../base/diagnostic.ts';
import type { CaseFields, Experiment } from '../base/experiment.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { DeclarationData } from '../base/task.ts';
import { specAt } from './job-inputs.ts';

/** Tolerances are for metrics, which are no longer equal to the last bit on another machine; `final.xent` leads into a group. */
export function checkTolerances(
  experiment: Experiment,
  fields: CaseFields,
  { results }: Pick<DeclarationData, 'results'>,
): Diagnostic[] {
  const owners = fields === experiment.shared ? [fields] : [experiment.shared, fields];
  return owners.flatMap((owner) =>
    Object.keys(owner.tolerance).flatMap((path) => {
      const spec = specAt(results, path.split('.'));
      if (spec?.kind === 'metric') return [];
      const known = Object.keys(results).filter((name) => results[name]?.kind === 'metric');
      const message = spec
        ? messages.toleranceOfNoMetric(path, spec.kind)
        : messages.unknownTolerance(path, experiment.task, { known, nearest: nearestName(path, known) });
      return [{ rule: 'tolerance-is-used', message, place: owner.placeOf(['tolerance', path]) }];
    }),
  );
}
