import type { GroupSpec, ResultSpec, ResultSpecs } from '../base/kinds.ts';
import type { ResultTree, ResultValue } from '../base/results.ts';
import { resultAt } from '../run/input-value.ts';

/** What is no group. */
export type LeafSpec = Exclude<ResultSpec, GroupSpec>;

/** Every result that is no group, by its path, in the order of the declaration. */
export function listLeaves(specs: ResultSpecs, above = ''): [string, LeafSpec][] {
  return Object.entries(specs).flatMap(([name, spec]): [string, LeafSpec][] => {
    const path = `${above}${name}`;
    return spec.kind === 'group' ? listLeaves(spec.results, `${path}.`) : [[path, spec]];
  });
}

/** The result at such a path; undefined where there is none. */
export function valueAt(results: ResultTree, path: string): ResultValue | undefined {
  return resultAt(results, path.split('.')) ?? undefined;
}
