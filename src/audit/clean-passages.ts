import type { Latest } from '../base/effects.ts';

/** What was looked at and found to be in order, by all that the findings depend on. */
export interface CleanPassages {
  /** What looking finds; nothing where the last audit found nothing in the like. */
  unlessClean<Found>(signature: string, look: () => readonly Found[]): readonly Found[];
  /** Writes down what was in order, unless that is what was there. */
  keep(): Promise<void>;
}

const KIND = 'audit';

/**
 * Opens what the last audit of a report found to be in order: most of a report stays as it was, and is not held against the
 * patterns again. A signature must name everything that the findings depend on but the program, and be one line.
 */
export async function openCleanPassages(report: string, latest: Latest): Promise<CleanPassages> {
  const before = new Set(((await latest.read(KIND, report)) ?? '').split('\n'));
  const now = new Set<string>();
  return {
    unlessClean: (signature, look) => {
      const found = before.has(signature) ? [] : look();
      if (found.length === 0) now.add(signature);
      return found;
    },
    keep: async () => {
      // One empty line stands for nothing.
      const isSame = now.size === before.size && [...now].every((signature) => before.has(signature));
      if (!isSame && now.size > 0) await latest.write(KIND, report, [...now].join('\n'));
    },
  };
}
