import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

import type { Place } from '../base/place.ts';

/** Where in an author's source an error was thrown: its topmost frame in the bundle, through the bundle's source map. */
export function placeInSource(stack: string, bundle: string): Place | null {
  const at = stack.indexOf(bundle);
  const found = at < 0 ? null : /^:(\d+):(\d+)/.exec(stack.slice(at + bundle.length));
  if (!found) return null;
  const map = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as ConstructorParameters<typeof SourceMap>[0];
  const entry = new SourceMap(map).findEntry(Number(found[1]) - 1, Number(found[2]) - 1);
  if (!('originalSource' in entry)) return null;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
