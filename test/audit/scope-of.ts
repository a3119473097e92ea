import { createScope, type Scope } from '../../src/base/language/scope.ts';
import type { ResultSpecs } from '../../src/base/kinds.ts';

/** A scope of one experiment `all`, whose results are numbers: counts where they are whole. */
export function scopeOf(results: { readonly [name: string]: number }): Scope {
  const specs: ResultSpecs = Object.fromEntries(
    Object.entries(results).map(([name, value]) => [
      name,
      { kind: Number.isInteger(value) ? 'count' : 'metric' },
    ]),
  );
  const job = { name: 'all', experiment: 'all', case: null, run: 1, label: null, note: null, given: {} };
  return createScope({
    experiments: [{ name: 'all', cases: null }],
    jobs: [{ ...job, specs, results }],
    published: new Map(),
  });
}
