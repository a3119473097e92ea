import { join } from 'node:path';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made, ProjectFiles } from '../base/effects.ts';
import type { Bundle, JobFile } from '../base/job.ts';
import type { Place } from '../base/place.ts';
import type { ReportConfig } from '../base/report.ts';
import type { DeclarationData } from '../base/task.ts';
import { bundleTask, createSourceDigests, isDiagnostics } from './bundle-task.ts';
import { readDeclaration } from './declare.ts';
import { listTasks, unknownTask } from './find-task.ts';
import type { PackageVersions } from './packages.ts';
import { readTaskFiles } from './task-files.ts';
import type { VerifyFile } from './verify-files.ts';

/** A task as plan knows it: its code, what it declares, the data and weights it reads. */
export interface PlannedTask {
  bundle: Bundle;
  declaration: DeclarationData;
  files: readonly JobFile[];
}

/** Reads a task by name; the place is where it was named. Each task is read once, however many experiments name it. */
export type ReadTask = (task: string, place: Place) => Promise<PlannedTask | readonly Diagnostic[]>;

/** What reading tasks needs. */
export interface TaskReaderTools {
  config: ReportConfig;
  files: ProjectFiles;
  versions: PackageVersions;
  verify: VerifyFile;
  root: string;
  packages: string;
  program: string;
  cache: string;
  made: Made;
}

/** Bundles a task by name, which runs nothing of it; each task once. */
export type ReadBundle = (task: string, place: Place) => Promise<Bundle | readonly Diagnostic[]>;

/** Creates what bundles the report's tasks. */
export async function createBundleReader(
  tools: Omit<TaskReaderTools, 'verify' | 'made'>,
): Promise<ReadBundle> {
  const { config, files } = tools;
  const modules = await listTasks(config.tasks, files);
  const bundling = {
    root: files.root,
    generator: tools.root,
    program: tools.program,
    folder: join(tools.cache, 'bundles'),
    versions: tools.versions,
    digestSource: createSourceDigests(files),
  };
  return once(async (task, place) => {
    const file = modules.get(task);
    if (file === undefined) return [unknownTask(task, place, modules, config.tasks)];
    return bundleTask({ task, file }, bundling);
  });
}

/** Creates the reader of the report's tasks. */
export async function createTaskReader(tools: TaskReaderTools): Promise<ReadTask> {
  const { files } = tools;
  const readBundle = await createBundleReader(tools);
  const declaring = { ...tools, root: tools.packages, readSource: (file: string) => files.readText(file) };
  return once(async (task, place) => {
    const bundle = await readBundle(task, place);
    if (isDiagnostics(bundle)) return bundle;
    const declaration = await readDeclaration(bundle, place, declaring);
    if (isDiagnostics(declaration)) return declaration;
    const { found, faults } = await readTaskFiles(declaration, place, tools);
    for (const { path } of found) await files.note?.(path);
    return faults.length > 0 ? faults : { bundle, declaration, files: found };
  });
}

type ReadOnce<Answer> = (task: string, place: Place) => Promise<Answer>;

/** The answer of the first time for whoever asks again. */
function once<Answer>(read: ReadOnce<Answer>): ReadOnce<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (task, place) => {
    const answer = known.get(task) ?? read(task, place);
    known.set(task, answer);
    return answer;
  };
}
