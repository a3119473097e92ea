import { relative } from 'node:path';

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
