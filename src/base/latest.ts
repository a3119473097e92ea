import { join } from 'node:path';

import { digestJson } from './digest.ts';
import type { Latest } from './effects.ts';
import { keepFile, readKept } from './made.ts';

/**
 * Keeps what was made last of a thing that has a name, one file a thing, in the folder of made things: each new text takes the
 * old one's place. `maker` names the state of the program; another program begins anew.
 */
export function createLatest(folder: string, maker: string): Latest {
  const pathOf = (kind: string, name: string): string => join(folder, kind, digestJson([maker, name]));
  return {
    read: async (kind, name) => {
      const kept = await readKept(pathOf(kind, name));
      return kept && Buffer.from(kept).toString('utf8');
    },
    write: (kind, name, text) => keepFile(pathOf(kind, name), Buffer.from(text)),
  };
}

/** Remembers nothing. */
export const noLatest: Latest = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
};
