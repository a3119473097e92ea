import { digestJson } from '../base/digest.ts';
import type { Job, KeyParts } from '../base/job.ts';
import { keyParts } from '../plan/key.ts';

/**
 * The key of each job's spread: it changes with code, parameters, seed, data and packages, and with those of the jobs that it
 * takes results from. A spread is one over engines, so that it holds on machines with others too: no engine is in it, and of
 * inputs where they come from instead of their digests. `jobs` in the order of a plan.
 */
export function spreadKeys(jobs: readonly Job[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  // Every job stands behind those it takes from.
  for (const job of jobs) {
    const inputs = Object.entries(job.inputs).map(
      ([name, { job: upstream, path }]) => [name, digestJson([keys.get(upstream) ?? null, path])] as const,
    );
    keys.set(job.name, spreadKey(keyParts(job, Object.fromEntries(inputs))));
  }
  return keys;
}

/** The same of one job, `inputs` being digests of where they come from. */
export function spreadKey({ engine: _engine, runtime, ...own }: KeyParts): string {
  // The code that tensors go through comes with an engine.
  const { tensors: _tensors, ...common } = runtime;
  return digestJson({ ...own, runtime: common });
}
