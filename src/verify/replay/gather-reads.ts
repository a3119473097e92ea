import { join } from 'node:path';

import type { Job } from '../../base/job.ts';
import type { JobResults, ResultTree } from '../../base/results.ts';
import { splitDurations } from '../../lock/durations.ts';
import { isStoredFile } from '../../run/input-value.ts';
import type { ReplayJob } from './replay-order.ts';

/** Lays ready what a replay of a job may read: `locked` are the locked results of all jobs, by name. */
export function gatherReads(job: Job, locked: ReadonlyMap<string, JobResults>): ReplayJob | null {
  const own = locked.get(job.name);
  if (!own) return null;
  const inputs: Record<string, ResultTree> = {};
  const files: Record<string, string> = filesOf(own, '');
  for (const [name, { job: upstream }] of Object.entries(job.inputs)) {
    const from = locked.get(upstream);
    if (!from) continue;
    inputs[name] = withoutDurations(from);
    Object.assign(files, filesOf(from, `${name}/`));
  }
  return { job: job.name, given: job.parameters, files, own: withoutDurations(own), inputs };
}

function withoutDurations({ results, specs }: JobResults): ResultTree {
  return splitDurations(results, specs).results;
}

/** Files that are locked with their bytes, by the path of the result. */
function filesOf({ results, specs, folder }: JobResults, before: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) => {
      const value = results[name];
      const isKept = spec.kind === 'file' && spec.locked === true;
      if (!isKept || value === undefined || !isStoredFile(value)) return [];
      return [[`${before}${name}`, join(folder, value.name)]];
    }),
  );
}
