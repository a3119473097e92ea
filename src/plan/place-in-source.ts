import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

import type { Place } from '../base/place.ts';

/**
 * Where in an author's source an error was thrown: its topmost frame in the bundle, through the bundle's source map.
 * Null where no frame lies in the bundle, or the map is gone.
 */
export function placeInSource(stack: string, bundle: string): Place | null {
  const at = stack.indexOf(bundle);
  const found = at < 0 ? null : /^:(\d+):(\d+)/.exec(stack.slice(at + bundle.length));
  if (!found) return null;
  const map = readMap(`${bundle}.map`);
  if (map === null) return null;
  const entry = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(
    Number(found[1]) - 1,
    Number(found[2]) - 1,
  );
  if (!('originalSource' in entry)) return null;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

type SourceMapPayload = ConstructorParameters<typeof SourceMap>[0];

/** The place is a courtesy beside the message, so a map that was swept away costs the place and no more. */
function readMap(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
