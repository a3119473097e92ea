/** Sentences of `report build --watch`. */

import { formatPlace, type Place } from '../place.ts';

export const watching = (root: string): string =>
  `Watching ${root}: every save builds again. Ctrl-C ends it; changes to the generator itself need a new start.`;

export const filesChanged = (files: readonly string[]): string => `\nchanged: ${some(files, 4)}`;

export const stoppedForCode = (): string =>
  'The code of a task has changed: its jobs were stopped, the build begins anew.';

export const beginsAnew = (): string =>
  'Saved again meanwhile: the build begins anew, finished jobs are kept.';

export const stillWrong = (count: number): string =>
  `${count === 1 ? 'A mistake' : `${count} mistakes`}: the last good output stays. Mend the above and save; waiting.`;

export const faultOfOurs = (message: string): string =>
  `A fault of this program, not of your report: ${message}. Waiting for the next save; run without --watch and with --debug for the stack, and report it.`;

/** A rebuild in a few lines. */
export interface Rebuilt {
  mended: boolean;
  ran: readonly string[];
  stored: number;
  /** Jobs whose results are the locked ones, not computed here. */
  locked: number;
  changed: readonly { place: Place; expression: string; before: string; after: string }[];
  added: number;
  gone: number;
  documents: readonly string[];
  seconds: number;
}

export const rebuilt = (news: Rebuilt): string =>
  [...numberLines(news), `${news.mended ? 'Mended. ' : ''}${jobWords(news)}; ${outputWords(news)}`].join(
    '\n',
  );

const mostNumbers = 5;

function numberLines({ changed, added, gone }: Rebuilt): string[] {
  const lines = changed
    .slice(0, mostNumbers)
    .map(
      ({ place, expression, before, after }) =>
        `  ${formatPlace(place)}  ${expression}  ${before} → ${after}`,
    );
  if (changed.length > mostNumbers) lines.push(`  and ${changed.length - mostNumbers} more`);
  const counts = [
    ...(changed.length > 0 ? [`${numbers(changed.length)} changed`] : []),
    ...(added > 0 ? [`${numbers(added)} new`] : []),
    ...(gone > 0 ? [`${numbers(gone)} gone`] : []),
  ];
  return [...(counts.length > 0 ? [counts.join(', ')] : []), ...lines];
}

function jobWords({ ran, stored, locked }: Rebuilt): string {
  const others = locked === 0 ? '' : `, ${locked} from the locked results`;
  if (ran.length === 0) return `no job ran${others}`;
  return `${ran.length === 1 ? 'a job' : `${ran.length} jobs`} ran (${some(ran, 4)}), ${stored} from the store${others}`;
}

const outputWords = ({ documents, seconds }: Rebuilt): string =>
  `${documents.join(', ')}, in ${seconds.toFixed(2)} s`;

function numbers(count: number): string {
  return `${count} ${count === 1 ? 'number' : 'numbers'}`;
}

function some(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
