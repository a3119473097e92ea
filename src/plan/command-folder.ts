import { join, relative } from 'node:path';

import { folderOfDataset } from '../base/dataset.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { ReportConfig } from '../base/report.ts';
import { shellWord } from '../base/shell-word.ts';

/**
 * How a command names a report (`folder`, absolute), run in the generator's own; null where it need not, since it means
 * that one anyway. Quoted where a shell needs it.
 */
export function commandFolder(generator: string, folder: string): string | null {
  const way = relative(generator, folder);
  if (way === 'report') return null;
  return shellWord(way.startsWith('..') ? folder : way);
}

/** The same of a command that builds the report or locks it, which is to mean the same data set: `--data pamap2`. */
export function commandReport(
  generator: string,
  { config, files }: { config: Pick<ReportConfig, 'folder' | 'dataset'>; files: Pick<ProjectFiles, 'root'> },
): string | null {
  const folder = commandFolder(generator, join(files.root, config.folder));
  const dataset = folderOfDataset(config.dataset);
  const words = [...(folder === null ? [] : [folder]), ...(dataset === null ? [] : [`--data ${dataset}`])];
  return words.length === 0 ? null : words.join(' ');
}
