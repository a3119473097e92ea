import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { ReplayContext } from '../../../src/base/replay.ts';
import type { ResultTree } from '../../../src/base/results.ts';

const folder = fileURLToPath(new URL('../../../report/results', import.meta.url));

export interface Locked {
  parts: { parameters: Record<string, never> };
  results: ResultTree;
}

/** The locked results of a job of the repository's own report. */
export function readLocked(job: string): Locked {
  return JSON.parse(readFileSync(`${folder}/${job.replace('#', '.')}.json`, 'utf8')) as Locked;
}

/** What a replay of such a job reads; `change` may alter the bytes of a file. */
export function openLocked(
  job: string,
  change: (bytes: Uint8Array, name: string) => Uint8Array = (bytes) => bytes,
): ReplayContext {
  const named = (name: string): [string, string] =>
    name.startsWith('windows/') ? ['recordings', name.slice(8)] : [job, name];
  return {
    file: (name) => {
      const [owner, file] = named(name);
      return change(new Uint8Array(readFileSync(`${folder}/${owner.replace('#', '.')}.${file}.bin`)), name);
    },
    result: (name) => {
      const [owner, path] = named(name);
      let value: unknown = readLocked(owner).results;
      for (const part of path.split('.')) value = (value as Record<string, unknown>)[part];
      return value as never;
    },
  };
}
