/*
 * A result among all of a report's: its job's name and its path among the job's results, `cnn.baseline#2:test.f1`. Names of
 * jobs and results hold no colon.
 */

/** `path` as in `test.f1`, groups led into; tables, lists and matrices are one result each. */
export function resultId(job: string, path: string): string {
  return `${job}:${path}`;
}

/** Whether it is what a run took (`run.seconds`), which a task does not declare. */
export function isOfRun(id: string): boolean {
  return splitResultId(id).path.startsWith('run.');
}

/** The job and the path that `resultId` joined. */
export function splitResultId(id: string): { job: string; path: string } {
  const colon = id.indexOf(':');
  return { job: id.slice(0, colon), path: id.slice(colon + 1) };
}
