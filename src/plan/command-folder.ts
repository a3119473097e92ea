import { relative } from 'node:path';

/**
 * How a command names a report (`folder`, absolute), run in the generator's own; null where it need not, since it means
 * that one anyway.
 */
export function commandFolder(generator: string, folder: string): string | null {
  const way = relative(generator, folder);
  if (way === 'report') return null;
  return way.startsWith('..') ? folder : way;
}
