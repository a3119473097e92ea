import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import type { Generator } from '../project.ts';

/** How `--help` describes the argument that names a report. */
export const folderWords = 'folder with a report.yaml (default: "report")';

/** The folder of the report that is meant. Without one, `report` here, or this folder where it holds a report.yaml itself. */
export function reportFolder(folder: string | undefined, { root }: Generator): string {
  if (folder !== undefined) return resolve(askedFrom(root), folder);
  return resolve(!existsSync('report/report.yaml') && existsSync('report.yaml') ? '.' : 'report');
}

/** Where the user stands: npm runs its scripts in the package's folder, wherever that is. */
export function askedFrom(root: string): string {
  const here = process.cwd();
  const { INIT_CWD: started, npm_lifecycle_event: script } = process.env;
  return script !== undefined && started !== undefined && relative(root, here) === '' ? started : here;
}
