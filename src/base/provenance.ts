import type { Origin } from './filled-nodes.ts';
import type { Json } from './json.ts';
import type { PublishedFigures } from './report.ts';
import type { JobResults } from './results.ts';

/** Id of the section about the jobs, `How the numbers were made`. */
export const computationId = 'how-the-numbers-were-made';

/** How many digits of a digest tell jobs, or versions of code, apart at a glance. */
export const digestDigits = 12;

/** Where the results of a job come from: everything but the results themselves. */
export type JobOrigin = Pick<
  JobResults,
  | 'job'
  | 'experiment'
  | 'case'
  | 'run'
  | 'label'
  | 'task'
  | 'title'
  | 'given'
  | 'engine'
  | 'standIn'
  | 'seed'
  | 'code'
  | 'files'
  | 'inputs'
  | 'key'
>;

/** A published figure, and who published it. */
export interface QuotedFigure {
  /** As it was printed. */
  text: string;
  unit: string | null;
  source: string;
}

/** The jobs of an experiment, and what they have in common. */
export interface ExperimentOrigin {
  name: string;
  task: string;
  title: string;
  code: JobOrigin['code'];
  /** Parameters that are the same in all its jobs. */
  given: JobOrigin['given'];
  /** Names of the files that any of its jobs read, each once. */
  files: readonly string[];
  jobs: readonly {
    origin: JobOrigin;
    /** Parameters in which it differs from another. */
    own: JobOrigin['given'];
  }[];
}

/** The published figures of a report by the path that expressions have for them. */
export function quotedFigures(published: PublishedFigures): Map<string, QuotedFigure> {
  return new Map(
    [...published].map(([path, { text, unit, source }]) => [`published.${path}`, { text, unit, source }]),
  );
}

/** Jobs by their experiments, each experiment where its first job stands. */
export function groupByExperiment(jobs: readonly JobOrigin[]): ExperimentOrigin[] {
  const groups = new Map<string, JobOrigin[]>();
  for (const job of jobs) groups.set(job.experiment, [...(groups.get(job.experiment) ?? []), job]);
  return [...groups.values()].flatMap((group) => describeGroup(group) ?? []);
}

function describeGroup(group: readonly JobOrigin[]): ExperimentOrigin | null {
  const [first] = group;
  if (!first) return null;
  const isShared = ([name, value]: readonly [string, Json]): boolean =>
    group.every(({ given }) => name in given && JSON.stringify(given[name]) === JSON.stringify(value));
  const shared = Object.fromEntries(Object.entries(first.given).filter(isShared));
  return {
    name: first.experiment,
    task: first.task,
    title: first.title,
    code: first.code,
    given: shared,
    files: [...new Set(group.flatMap(({ files }) => files.map(({ name }) => name)))],
    jobs: group.map((origin) => ({
      origin,
      own: Object.fromEntries(Object.entries(origin.given).filter(([name]) => !(name in shared))),
    })),
  };
}

/** Whether a text shows a value unrounded: `683,788` does, and words do. */
export function saysAll({ value }: Origin, text: string): boolean {
  return typeof value !== 'number' || text.replaceAll(',', '').replace('−', '-') === String(value);
}

/** `epochs 3, units [128, 128]`; empty without parameters. */
export function printParameters(given: JobOrigin['given']): string {
  return Object.entries(given)
    .map(([name, value]) => `${name} ${printJson(value)}`)
    .join(', ');
}

function printJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(printJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${printParameters(value as JobOrigin['given'])}}`;
  return String(value);
}
