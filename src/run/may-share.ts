import type { Job } from '../base/job.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';

/**
 * Whether a job's process may run others of its task before and after it: one that draws nothing, reads no file, measures no
 * time (code that ran before is quicker), loads no tensor library and no package but the one that every task imports. Its code
 * and that package are evaluated anew for each job.
 */
export function mayShare({ engine, seed, files, bundle, declaration }: Job): boolean {
  const own = Object.keys(bundle.packages).filter((name) => name !== 'zod');
  const isPlain = engine.name === 'javascript' && seed === null && files.length === 0 && own.length === 0;
  return isPlain && !holdDurations(declaration.results);
}

function holdDurations(specs: ResultSpecs): boolean {
  return Object.values(specs).some(holdsDurations);
}

function holdsDurations(spec: ResultSpec): boolean {
  switch (spec.kind) {
    case 'group':
      return holdDurations(spec.results);
    case 'table':
      return Object.values(spec.columns).some(({ kind }) => kind === 'duration');
    case 'series':
      return spec.of.kind === 'duration';
    default:
      return spec.kind === 'duration';
  }
}

/**
 * What can call a task's code when its job is over, without keeping the process busy: timers that were let go, and what waits for
 * memory to be given back. Bundles are minified, but names of globals stay.
 */
const callsLater = /\b(?:setTimeout|setInterval|AbortSignal|FinalizationRegistry|waitAsync)\b/;

/** Whether code names nothing that can call it after its job. */
export function endsWithItsJob(code: string): boolean {
  return !callsLater.test(code);
}
