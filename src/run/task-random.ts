import { createRandom, type Random } from '../base/random.ts';

/*
 * Every random number of a job comes from here. The digest of this module's code, imports included, stands in the
 * keys of the tasks that draw (setup/runtime.mjs), so keep out of it what changes no number.
 */

/** What a task draws from as `context.random`. */
export function createTaskRandom(seed: number): Random {
  return createRandom(seed);
}

/** What stands in for `Math.random`, from which tfjs seeds the kernels that were given no seed. */
export function createStrayRandom(seed: number): () => number {
  const random = createRandom(`${seed}/Math.random`);
  return () => random.uniform();
}
