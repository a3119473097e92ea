import { basename, join } from 'node:path';

import type { Latest, Made, ProjectFiles } from './base/effects.ts';
import { createLatest } from './base/latest.ts';
import { createMade } from './base/made.ts';
import { folderOfDataset } from './base/dataset.ts';
import type { ReportConfig } from './base/report.ts';
import type { ProvideEngines } from './plan/engines.ts';
import { type ConfigOptions, readConfig } from './parse/config.ts';

/** Where the generator itself lives: its packages, and its own programs for worker processes. */
export interface Generator {
  /** Absolute folder of package.json and src/. */
  root: string;
  /** Absolute folder in whose `node_modules` its packages are: the root of a checkout, a folder in the user's cache otherwise. */
  packages: string;
  /** Absolute folder of the built programs `worker.cjs` and `declare-worker.cjs`. */
  program: string;
  /** Brings the engines that jobs are about to be planned for, as far as it can; nothing where nothing is executed. */
  provideEngines: ProvideEngines;
}

/** A report's folder, opened: its configuration and where its files, caches and outputs are. */
export interface Project {
  config: ReportConfig;
  files: ProjectFiles;
  /** Absolute; safe to remove. */
  cache: string;
  /** Absolute; holds the last good output. */
  output: string;
  made: Made;
  latest: Latest;
}

/**
 * Reads `report.yaml` of a folder (absolute path), for one of its data sets; `observe` hears of every file that is read.
 * Throws a ReportError that names every mistake in it, a UsageError where it offers no such data set.
 */
export async function openProject(
  folder: string,
  generator: Generator,
  options: ConfigOptions = {},
): Promise<Project> {
  const { config, files } = await readConfig(folder, options);
  const cache = join(files.root, '.cache');
  // The program's folder is named by the digest of what it was built from.
  const [folderOfMade, maker] = [join(cache, 'made'), basename(generator.program)];
  const made = createMade(folderOfMade, maker);
  const latest = createLatest(folderOfMade, maker);
  return { config, files, cache, output: join(files.root, outputFolder(config)), made, latest };
}

/**
 * `dist` for the report of a project, in its root or in `report/`; `dist/FOLDER` for any other under the same root, so
 * that no report overwrites another's document; a folder below for another data set than the default.
 */
function outputFolder({ folder, dataset }: ReportConfig): string {
  const own = folder === '.' || folder === 'report' ? 'dist' : join('dist', folder);
  return join(own, folderOfDataset(dataset) ?? '');
}
