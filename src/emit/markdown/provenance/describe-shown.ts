import type { Origin } from '../../../base/filled-nodes.ts';
import * as messages from '../../../base/messages/provenance.ts';
import { saysAll } from '../../../base/provenance.ts';
import type { FilledDocument } from '../../../base/report.ts';
import type { PlacedShown } from './shown-by-section.ts';
import { cellCode, plainWords } from '../../../base/markdown-words.ts';

/** Id of what is said of an experiment. */
export const experimentId = (name: string): string => `experiment-${name}`;

/** Gives the cells, headed by `provenanceHeaders`, that say of something shown where it comes from. */
export function describesShown({
  jobs,
  quoted,
}: Pick<FilledDocument, 'jobs' | 'quoted'>): (shown: PlacedShown) => string[] {
  const experiments = new Map(jobs.map(({ job, experiment }) => [job, experiment]));
  const sizes = new Map<string, number>();
  for (const { experiment } of jobs) sizes.set(experiment, (sizes.get(experiment) ?? 0) + 1);
  const nameJobs = (names: readonly string[]): string[] => {
    const groups = new Map<string, string[]>();
    for (const name of names) {
      const experiment = experiments.get(name) ?? name;
      groups.set(experiment, [...(groups.get(experiment) ?? []), name]);
    }
    return [...groups].map(([experiment, group]) => nameGroup(experiment, group, sizes.get(experiment) ?? 0));
  };
  const from = ({ jobs: names, quoted: paths, timed }: Origin): string => {
    const figures = paths.map((path) => plainWords(messages.publishedBy(quoted.get(path)?.source ?? path)));
    const all = [...nameJobs(names), ...new Set(figures), ...(timed ? [messages.theMachines] : [])];
    return all.length === 0 ? messages.noResult : all.join('; ');
  };
  return (shown) => [...describeText(shown), ...describeBinding(shown.origin), from(shown.origin)];
}

/** One link leads to all jobs of an experiment; where all went in, none is named. */
function nameGroup(experiment: string, names: readonly string[], size: number): string {
  const link = (words: string): string => `[${cellCode(words)}](#${encodeURI(experimentId(experiment))})`;
  if (names.length === size && size > 1) return `${messages.allJobsOf(size)}${link(experiment)}`;
  return names.map((name, index) => (index === 0 ? link(name) : cellCode(name))).join(', ');
}

function describeText({ as, text, within, origin }: PlacedShown): string[] {
  const { value, printed } = origin;
  const words = text ?? printed ?? (as === 'figure' ? messages.figureData : messages.matrixShown);
  const shown = as === 'mathematics' && value !== null ? cellCode(words) : plainWords(words);
  const before = within === null ? '' : `${plainWords(within)}: `;
  return [
    before + (value === null && as === 'mathematics' ? messages.matrixShown : shown),
    unrounded(origin, words),
  ];
}

/** Nothing where the text says all of it. */
function unrounded(origin: Origin, text: string): string {
  return saysAll(origin, text) ? '' : String(origin.value);
}

function describeBinding({ expression, format, place }: Origin): string[] {
  const printing = format === null ? '' : ` as ${cellCode(format)}`;
  return [cellCode(expression) + printing, plainWords(`${place.file}:${place.line}`)];
}
