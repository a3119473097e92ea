import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';

/** Task name -> its module, relative to the root. Of two modules with one name, the one in the earlier folder counts. */
export type TaskModules = ReadonlyMap<string, string>;

/** Finds every task by its file name in the report's task folders. */
export async function listTasks(folders: readonly string[], files: ProjectFiles): Promise<TaskModules> {
  const modules = new Map<string, string>();
  for (const folder of folders) {
    for (const file of await files.list(folder)) {
      const name = file.replace(/\.ts$/, '');
      if (name !== file && !name.endsWith('.d') && !modules.has(name)) modules.set(name, `${folder}/${file}`);
    }
  }
  return modules;
}

/** The diagnostic for a task that no folder has. */
export function unknownTask(
  task: string,
  place: Place,
  known: TaskModules,
  folders: readonly string[],
): Diagnostic {
  const nearest = nearestName(task, known.keys());
  return { rule: 'task-is-known', place, message: messages.unknownTask(task, nearest, folders) };
}
