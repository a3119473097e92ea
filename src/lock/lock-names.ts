import { folderOfDataset } from '../base/dataset.ts';
import type { ReportConfig } from '../base/report.ts';

/** Folder of a report's locked results, relative to its root. Those of another data set lie in folders of that name below. */
export function lockFolder({ folder, dataset }: Pick<ReportConfig, 'folder' | 'dataset'>): string {
  const own = folder === '.' ? 'results' : `${folder}/results`;
  const below = folderOfDataset(dataset);
  return below === null ? own : `${own}/${below}`;
}

/** `digits.json`, `mlp.wide.json`, `mlp.wide.2.json` for its second seed: names of cases have no digit first. */
export function lockFile(job: string): string {
  return `${lockStem(job)}.json`;
}

/** A picture or file beside a job's file: `digits.mistakes_picture.png`. `name` is its name in the store. */
export function besideFile(job: string, name: string): string {
  return `${lockStem(job)}.${name}`;
}

function lockStem(job: string): string {
  // An experiment of such a name, without cases: its first seed, which no other name has.
  return ownNames.includes(job) ? `${job}.1` : job.replace('#', '.');
}

/** Whether a file of the folder is called like a job's. */
export function isNamedLikeJob(file: string): boolean {
  return file.endsWith('.json') && !ownNames.includes(file.replace(/\.json$/, ''));
}

/** What files that are no job's are called. */
const ownNames: readonly string[] = ['durations', 'document', 'spread'];

/** The one file that holds what is the machine's. */
export const durationsFile = 'durations.json';

/** The one file that holds how far results lie apart on other engines. */
export const spreadFile = 'spread.json';
