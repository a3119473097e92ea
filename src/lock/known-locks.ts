import type { Latest } from '../base/effects.ts';
import type { KnownLocks } from './locked-job.ts';

/** Which locked results were found right, from one build to the next. */
export interface RememberedLocks extends KnownLocks {
  /** Keeps those that were asked for or learned of this time, where they are others than before. */
  remember(): Promise<void>;
}

/** Opens what the last build knew of the locked results in a folder (relative to the root). */
export async function openKnownLocks(folder: string, latest: Latest): Promise<RememberedLocks> {
  const text = (await latest.read('locks', folder)) ?? '';
  const known = new Set(text.split('\n'));
  const used = new Set<string>();
  return {
    has: (digest) => known.has(digest) && used.add(digest).has(digest),
    add: (digest) => used.add(digest),
    remember: async () => {
      const now = [...used].sort().join('\n');
      if (now !== text) await latest.write('locks', folder, now);
    },
  };
}
