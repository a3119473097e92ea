import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { CaseFields, Experiment } from '../base/experiment.ts';
import type { Job } from '../base/job.ts';
import type { ResultSpec, ResultSpecs, Tolerance } from '../base/kinds.ts';
import * as messages from '../base/messages/spread.ts';
import type { Place } from '../base/place.ts';
import type { ReportConfig } from '../base/report.ts';
import { lockFolder, spreadFile } from '../lock/lock-names.ts';
import { readSpread, type SpreadFile } from './spread-file.ts';
import { spreadKeys } from './spread-keys.ts';

/** How many times the measured spread a declared tolerance may be. */
export const mostOfSpread = 3;

/** Where tolerances are looked for, and what was measured. */
export interface ToleranceCheck {
  config: Pick<ReportConfig, 'folder' | 'dataset'>;
  experiments: readonly Experiment[];
  jobs: readonly Job[];
  weights: readonly TrainedTolerance[];
  /** How commands name the report. */
  named: string | null;
}

/** How far trained weights may be from those committed, as their manifest declares it. */
export interface TrainedTolerance {
  /** The job that trains them, `weights.NAME`. */
  name: string;
  /** The same planned; null where nothing may be executed, so that nobody can tell whether it is as it was measured. */
  job: Job | null;
  /** Name of the result that holds them. */
  result: string;
  tolerance: Tolerance;
  place: Place;
}

/**
 * Declared tolerances that nothing measured supports: of results whose spread is not in `spread.json`, or was measured before
 * their jobs became what they are, and wider than three times it. Reads nothing where none is declared.
 */
export async function checkSpread(check: ToleranceCheck, files: ProjectFiles): Promise<Diagnostic[]> {
  const declared = [...declaredByAuthor(check), ...declaredByTasks(check), ...declaredByManifests(check)];
  if (declared.length === 0) return [];
  const path = `${lockFolder(check.config)}/${spreadFile}`;
  const text = await files.readText(path).catch(() => null);
  const spread = text === null ? new Map<string, never>() : readSpread(text);
  if (typeof spread === 'string') {
    const message = messages.spreadIsDamaged(spread, check.named);
    return [{ rule: 'tolerance-is-measured', place: { file: path, line: 1, column: 1 }, message }];
  }
  const planned = [...check.jobs, ...check.weights.flatMap(({ job }) => job ?? [])];
  const measured = { spread, keys: spreadKeys(planned) };
  return declared.flatMap((each) => judge(each, measured, check.named) ?? []);
}

/** What was measured, and by job the key that it must have been measured with; none where it is not known. */
interface Measured {
  spread: SpreadFile;
  keys: ReadonlyMap<string, string>;
}

/** A tolerance and the jobs that it holds for. */
interface Declared {
  path: string;
  tolerance: Tolerance;
  place: Place;
  jobs: readonly string[];
}

function declaredByAuthor({ experiments, jobs }: ToleranceCheck): Declared[] {
  return experiments.flatMap((experiment) => {
    const own = jobs.filter((job) => job.experiment === experiment.name);
    const owners: readonly CaseFields[] = [experiment.shared, ...(experiment.cases ?? [])];
    return owners.flatMap((fields) =>
      Object.entries(fields.tolerance).flatMap(([path, tolerance]): Declared[] => {
        // The case's own stands before the experiment's.
        const held = own.filter((job) => job.tolerance[path] === tolerance);
        const place = fields.placeOf(['tolerance', path, 'within']);
        return held.length === 0 ? [] : [{ path, tolerance, place, jobs: held.map((job) => job.name) }];
      }),
    );
  });
}

function declaredByTasks({ jobs }: ToleranceCheck): Declared[] {
  const found = new Map<string, Declared>();
  for (const { name, bundle, declaration, place, tolerance } of jobs) {
    for (const [path, declared] of listDeclared(declaration.results)) {
      // The author's own stands before the task's.
      if (Object.hasOwn(tolerance, path)) continue;
      const key = `${bundle.task}\0${path}`;
      const known = found.get(key);
      found.set(key, {
        path,
        tolerance: declared,
        place: known?.place ?? place,
        jobs: [...(known?.jobs ?? []), name],
      });
    }
  }
  return [...found.values()];
}

function declaredByManifests({ weights }: ToleranceCheck): Declared[] {
  return weights.map(({ name, result, tolerance, place }) => ({
    path: result,
    tolerance,
    place,
    jobs: [name],
  }));
}

function listDeclared(specs: { readonly [name: string]: ResultSpec }, above = ''): [string, Tolerance][] {
  return Object.entries(specs).flatMap(([name, spec]): [string, Tolerance][] => {
    const path = `${above}${name}`;
    const within: ResultSpecs | null =
      spec.kind === 'group' ? spec.results : spec.kind === 'table' ? spec.columns : null;
    if (within) return listDeclared(within, `${path}.`);
    const of = spec.kind === 'series' || spec.kind === 'matrix' ? spec.of : spec;
    return of.kind === 'metric' && of.tolerance ? [[path, of.tolerance]] : [];
  });
}

function judge({ path, tolerance, place, jobs }: Declared, measured: Measured, named: string | null) {
  const rule = 'tolerance-is-measured';
  const found = jobs.flatMap((job) => gapsOf(job, path, measured));
  const gaps = found.flatMap(({ gap, isOld }) => (isOld ? [] : gap));
  if (gaps.length === 0) {
    const say = found.length > 0 ? messages.toleranceOutdated : messages.toleranceUnmeasured;
    return { rule, place, message: say(path, jobs[0] ?? '', named) };
  }
  const widest = gaps.reduce((a, b) => Math.max(a, b));
  if (tolerance.within <= mostOfSpread * widest) return null;
  return {
    rule,
    place,
    message: messages.toleranceTooWide(path, tolerance.within, { widest, most: mostOfSpread }),
  };
}

/** The spread of a job's result, if it was measured; old where the job was another then. */
function gapsOf(
  job: string,
  path: string,
  { spread, keys }: Measured,
): readonly { gap: number; isOld: boolean }[] {
  const [found, key] = [spread.get(job), keys.get(job)];
  const gap = found?.spread[path];
  return gap === undefined ? [] : [{ gap, isOld: key !== undefined && key !== found?.key }];
}
