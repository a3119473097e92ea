import type { Job } from '../../base/job.ts';

/** The longest that a job may be expected to take to be run in a replay, in seconds. */
const longest = 5;

/** Seconds a job is expected to take; null where nothing is known. */
export type ExpectSeconds = (job: string) => number | null;

/**
 * The jobs that a replay runs outright, in the order of the plan: those that need no tensor library and took a few seconds at
 * the most, with all that they take results from.
 */
export function chooseQuick(jobs: readonly Job[], expected: ExpectSeconds): Job[] {
  const chosen = new Set<string>();
  return jobs.filter(({ name, engine, inputs }) => {
    const isReady = Object.values(inputs).every(({ job }) => chosen.has(job));
    const isQuick = engine.name === 'javascript' && (expected(name) ?? 0) <= longest;
    if (isReady && isQuick) chosen.add(name);
    return isReady && isQuick;
  });
}
