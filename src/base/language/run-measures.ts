import type { ScalarSpec } from '../kinds.ts';
import * as say from '../messages/language.ts';
import type { RunMeasures } from '../results.ts';
import { LanguageFault } from './fault.ts';
import { readResults, type ResultPlace } from './result-value.ts';
import type { RecordValue } from './value.ts';

/** What stands under `run` beside a job's results, as if its task had declared it. */
const specs: { readonly [name in keyof RunMeasures]: ScalarSpec } = {
  seconds: { kind: 'duration' },
  memory: { kind: 'count' },
  beside: { kind: 'count' },
};

/**
 * A job's run as a value; all of it is the machine's, like a duration. `measures` is undefined before the run, and null
 * where none were kept with the results: then naming one is a mistake, whose sentence says the way out.
 */
export function readMeasures(measures: RunMeasures | null | undefined, place: ResultPlace): RecordValue {
  const path = `${place.path}.run`;
  const sources = { ...place.sources, timed: true };
  const measured = readResults(measures ?? undefined, specs, { ...place, path, own: 'run', sources });
  if (measures !== null) return measured;
  const get = (name: string): never => {
    throw new LanguageFault('result-is-known', say.measureIsMissing(`${path}.${name}`));
  };
  return { ...measured, names: () => [], get };
}
