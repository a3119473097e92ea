import type { JobResults, ResultTree, ResultValue } from '../../base/results.ts';
import { joinDurations, splitDurations } from '../../lock/durations.ts';
import { isStoredFile, resultAt } from '../../run/input-value.ts';
import { listResultPaths } from './list-results.ts';

/** A job's locked results with what was computed again in their place, so that the document shows what is different. */
export function takeOver(job: JobResults, now: ResultTree): JobResults {
  const { results, durations } = splitDurations(job.results, job.specs);
  const paths = new Set(listResultPaths(job.specs));
  const merged = joinDurations(merge(results, now, { paths, path: '' }), durations, job.specs);
  // Rows that came or went leave no place for durations: the locked ones are shown, and the difference is told.
  return merged === null ? job : { ...job, results: merged };
}

function merge(
  locked: ResultTree,
  now: ResultTree,
  at: { paths: ReadonlySet<string>; path: string },
): ResultTree {
  const entries = Object.entries(locked).map(([name, value]): [string, ResultValue] => {
    const path = `${at.path}${name}`;
    if (isGroup(value)) return [name, merge(value, now, { ...at, path: `${path}.` })];
    const found = at.paths.has(path) ? resultAt(now, path.split('.')) : null;
    return [name, found ?? value];
  });
  return Object.fromEntries(entries);
}

function isGroup(value: ResultValue): value is ResultTree {
  return typeof value === 'object' && !Array.isArray(value) && !isStoredFile(value);
}
