import type { ResultSpecs } from '../../base/kinds.ts';

/** Paths of all results of a task, groups led into, without durations: `f1`, `validation.f1`. Tables and lists are one each. */
export function listResultPaths(specs: ResultSpecs, path = ''): string[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.kind === 'group') return listResultPaths(spec.results, `${path}${name}.`);
    const isTimed = spec.kind === 'duration' || (spec.kind === 'series' && spec.of.kind === 'duration');
    return isTimed ? [] : [`${path}${name}`];
  });
}

/** Of such paths those that a name stands for: itself, or all that is in a group. */
export function coveredBy(paths: readonly string[], name: string): string[] {
  return paths.filter((path) => path === name || path.startsWith(`${name}.`));
}
