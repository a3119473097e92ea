import type { PhrasingContent } from 'mdast';

import { digestBytes } from '../base/digest.ts';
import { ReportError } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import {
  and,
  andOthers,
  bibliographyIsFaulty,
  bibliographyLacksEntry,
  entryCannotBeSet,
  noDate,
} from '../base/messages/fill.ts';
import type { ReportConfig } from '../base/report.ts';
import type { CitedItem, CitedName, FormattedEntry } from './citation-processor.ts';
import { readEntryMarkup } from './entry-markup.ts';

/** A cited work, ready to be shown. */
export interface Work {
  key: string;
  /** `Kingma and Welling`, `Han et al.` */
  names: string;
  /** `2013`, `2013a` where two works would look alike. */
  year: string;
  /** The entry of the bibliography. */
  content: PhrasingContent[];
}

export interface CitedWorks {
  bibliography: string;
  /** The file it stands in, for diagnostics. */
  file: string;
  style: ReportConfig['citations'];
  /** In the order of first citation. */
  keys: readonly string[];
}

/** The cited works in the order of the bibliography: as cited for numbers, by author for author and date. */
export async function formatWorks(cited: CitedWorks, made: Made): Promise<readonly Work[]> {
  if (cited.keys.length === 0) return [];
  const parts = {
    bibliography: digestBytes(cited.bibliography),
    style: cited.style,
    keys: cited.keys,
  };
  const text = await made.text('citations', parts, async () => JSON.stringify(await produceWorks(cited)));
  // Written by the line above, by this program.
  return JSON.parse(text) as readonly Work[];
}

async function produceWorks(cited: CitedWorks): Promise<Work[]> {
  const items = await readItems(cited);
  const entries = new Map((await formatItems(items, cited)).map(({ key, html }) => [key, html]));
  const byKey = new Map(items.map((item) => [item.id, item]));
  const order = cited.style === 'numeric' ? cited.keys : [...entries.keys()];
  return order.flatMap((key) => {
    const item = byKey.get(key);
    return item ? [workOf(item, entries.get(key) ?? '', cited.style)] : [];
  });
}

/** Numbers tell works apart by themselves: there, no letter is wanted after the year. */
function workOf(item: CitedItem, html: string, style: CitedWorks['style']): Work {
  const issued = item.issued?.['date-parts']?.[0]?.[0];
  const plain = issued === undefined ? noDate : String(issued);
  const lettered = new RegExp(`\\((${plain.replaceAll('.', '\\.')}-?[a-z])(?=[,)])`).exec(html)?.[1];
  const numeric = style === 'numeric';
  const entry = numeric && lettered !== undefined ? html.replace(`(${lettered}`, `(${plain}`) : html;
  const year = numeric ? plain : (lettered ?? plain);
  return { key: item.id, names: namesOf(item), year, content: readEntryMarkup(entry) };
}

async function readItems({ bibliography, file, keys }: CitedWorks): Promise<CitedItem[]> {
  const { readBibliography } = await import('./citation-processor.ts');
  const items = readFaulty(() => readBibliography(bibliography), file);
  const byKey = new Map(items.map((item) => [item.id, item]));
  const lacking = keys.filter((key) => !byKey.has(key));
  if (lacking.length > 0) {
    throw new ReportError(
      lacking.map((key) => ({
        rule: 'bibliography-is-valid',
        message: bibliographyLacksEntry(key),
        place: { file, line: 1, column: 1 },
      })),
    );
  }
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** The entries, set; an entry that the style cannot set is a mistake of the bibliography. */
async function formatItems(
  items: readonly CitedItem[],
  { bibliography, file }: CitedWorks,
): Promise<FormattedEntry[]> {
  const { formatEntries } = await import('./citation-processor.ts');
  try {
    return formatEntries(items);
  } catch (error) {
    const faulty = items.filter((item) => !succeeds(() => formatEntries([item])));
    if (faulty.length === 0) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReportError(
      faulty.map(({ id }) => ({
        rule: 'bibliography-is-valid',
        message: entryCannotBeSet(id, reason),
        place: { file, line: lineOfEntry(bibliography, id), column: 1 },
      })),
    );
  }
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

/** The line that an entry begins on; the first where it is not found. */
function lineOfEntry(bibliography: string, key: string): number {
  const lines = bibliography.split('\n');
  const found = lines.findIndex((line) => /^\s*@/.test(line) && line.includes(`{${key},`));
  return Math.max(found, 0) + 1;
}

function readFaulty<T>(read: () => T, file: string): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const [line, column] = /line (\d+) col (\d+)/.exec(reason)?.slice(1).map(Number) ?? [];
    const place = { file, line: line ?? 1, column: column ?? 1 };
    const message = bibliographyIsFaulty(reason.split('\n')[0] ?? reason);
    throw new ReportError([{ rule: 'bibliography-is-valid', message, place }]);
  }
}

function namesOf(item: CitedItem): string {
  const people = item.author ?? item.editor ?? [];
  const [first, second] = people.map(nameOf);
  if (first === undefined) return item.title?.replace(/<[^>]*>/g, '') ?? item.id;
  if (second === undefined) return first;
  return people.length === 2 ? and(first, second) : andOthers(first);
}

function nameOf(name: CitedName): string {
  const family = name.family ?? name.literal ?? name.given ?? '';
  const particle = name['non-dropping-particle'];
  return particle === undefined ? family : `${particle} ${family}`;
}
