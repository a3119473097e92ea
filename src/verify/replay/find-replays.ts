import { join, posix } from 'node:path';

import type { Diagnostic } from '../../base/diagnostic.ts';
import type { ProjectFiles } from '../../base/effects.ts';
import type { Bundle, Job } from '../../base/job.ts';
import * as messages from '../../base/messages/replay.ts';
import type { ReportConfig } from '../../base/report.ts';
import { isDiagnostics } from '../../plan/bundle-task.ts';
import { listTasks } from '../../plan/find-task.ts';
import { createPackageVersions } from '../../plan/packages.ts';
import { createBundleReader } from '../../plan/read-task.ts';

/** What finding and bundling replays needs. */
export interface ReplayBundleTools {
  config: ReportConfig;
  files: ProjectFiles;
  root: string;
  packages: string;
  program: string;
  cache: string;
}

/** The replays of a report's tasks, by the tasks' names. */
export interface FoundReplays {
  bundles: ReadonlyMap<string, Bundle>;
  faults: readonly Diagnostic[];
}

/**
 * Finds the replay of each task, a module of its name in a folder `replays` beside a folder of tasks, and bundles it as tasks
 * are, refusing what is refused in a task, and tensor libraries.
 */
export async function findReplays(jobs: readonly Job[], tools: ReplayBundleTools): Promise<FoundReplays> {
  const folders = tools.config.tasks.map((folder) => posix.join(posix.dirname(folder), 'replays'));
  const modules = await listTasks(folders, tools.files);
  const read = await createBundleReader({
    ...tools,
    config: { ...tools.config, tasks: folders },
    // Apart from the tasks', which are kept by the same names.
    cache: join(tools.cache, 'bundles', 'replays'),
    versions: createPackageVersions(tools.packages),
  });
  const places = new Map(jobs.map(({ bundle: { task }, place }) => [task, place]));
  const bundles = new Map<string, Bundle>();
  const faults: Diagnostic[] = [];
  for (const [task, place] of places) {
    if (!modules.has(task)) continue;
    const bundle = await read(task, place);
    const refused = isDiagnostics(bundle) ? bundle : refuseTensors(bundle);
    faults.push(...refused);
    if (!isDiagnostics(bundle) && refused.length === 0) bundles.set(task, bundle);
  }
  return { bundles, faults };
}

function refuseTensors({ file, packages }: Bundle): Diagnostic[] {
  const library = Object.keys(packages).find((name) => /^@tensorflow\b/.test(name));
  if (library === undefined) return [];
  const message = messages.replayNeedsTensors(library);
  return [{ rule: 'replay-is-light', place: { file, line: 1, column: 1 }, message }];
}
