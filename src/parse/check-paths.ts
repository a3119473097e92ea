import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import * as say from '../base/messages/parse.ts';
import { OutsideError } from '../base/project-files.ts';
import type { ReportConfig } from '../base/report.ts';

/** What is wrong with the paths of report.yaml beyond each by itself: sources named twice, folders that are links outside. */
export async function checkPaths(config: ReportConfig, files: ProjectFiles): Promise<Diagnostic[]> {
  return [...findDoubles(config), ...(await findOutside(config, files))];
}

/** A source that stands twice would stand in the document twice, under one name. */
function findDoubles(config: ReportConfig): Diagnostic[] {
  const { sources } = config;
  return sources.flatMap((source, index) => {
    if (sources.indexOf(source) === index) return [];
    const place = config.placeOf(['sources', index]);
    return [{ rule: 'source-is-given', message: say.sourceStandsTwice(source), place }];
  });
}

/** What stands in these folders is listed before any of it is read. */
async function findOutside(config: ReportConfig, files: ProjectFiles): Promise<Diagnostic[]> {
  const { figures, data, weights } = config;
  const tasks = config.tasks.map((path, index) => ({ path, at: ['tasks', index] }));
  const others = Object.entries({ figures, data, weights }).map(([name, path]) => ({ path, at: [name] }));
  const found: Diagnostic[] = [];
  for (const { path, at } of [...tasks, ...others]) {
    // Told already where the path itself leads outside.
    if (path === '..' || path.startsWith('../')) continue;
    await files.list(path).catch((error: unknown) => {
      if (!(error instanceof OutsideError)) throw error;
      const place = config.placeOf(at);
      found.push({ rule: 'path-is-inside', message: say.pathLeadsOutside(path), place });
    });
  }
  return found;
}
