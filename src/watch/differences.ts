import { listShown } from '../base/origins.ts';
import type { Place } from '../base/place.ts';
import type { FilledDocument } from '../base/report.ts';

/** What a reader finds changed from one document to the next. */
export interface Differences {
  /** Numbers and words of results that read otherwise. */
  changed: readonly { place: Place; expression: string; before: string; after: string }[];
  added: number;
  gone: number;
}

interface Print {
  place: Place;
  expression: string;
  text: string;
}

/** Compares what two documents print of results, each by its expression and how often that stood before in the file. */
export function compareDocuments(before: FilledDocument, after: FilledDocument): Differences {
  const [old, current] = [listPrints(before), listPrints(after)];
  const changed = [...current].flatMap(([key, { place, expression, text }]) => {
    const was = old.get(key)?.text;
    return was === undefined || was === text ? [] : [{ place, expression, before: was, after: text }];
  });
  const added = [...current.keys()].filter((key) => !old.has(key)).length;
  const gone = [...old.keys()].filter((key) => !current.has(key)).length;
  return { changed, added, gone };
}

function listPrints(document: FilledDocument): Map<string, Print> {
  const prints = new Map<string, Print>();
  const counts = new Map<string, number>();
  for (const { text, origin } of listShown(document)) {
    if (text === null) continue;
    const { place, expression } = origin;
    const name = `${place.file}\0${expression}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    prints.set(`${name}\0${count}`, { place, expression, text });
  }
  return prints;
}
