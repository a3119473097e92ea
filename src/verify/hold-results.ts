import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listShown } from '../base/origins.ts';
import type { FilledDocument } from '../base/report.ts';
import type { JobResults, StoredFile } from '../base/results.ts';
import type { Job } from '../base/job.ts';
import type { VerifiedNumber, VerifiedResult } from '../base/verification.ts';
import type { LockedResults } from '../lock/read-locks.ts';
import { recordPrint } from '../print/record-print.ts';
import { findShownDigits, type ShownDigits } from './find-shown-digits.ts';
import { listUnheld, verifyNumbers } from './verify-numbers.ts';
import { verifyResults } from './verify-results.ts';

/** The document as the locked results fill it, and as those of this run do; null where it cannot be filled. */
export interface Documents {
  locked: FilledDocument | null;
  now: FilledDocument | null;
}

/** What every job is held against alike. */
export interface Holding {
  documents: Documents;
  digits: ShownDigits;
}

/** Finds what the documents show of each result, from which tolerances follow. */
export function beginHolding(documents: Documents, locked: readonly JobResults[]): Holding {
  const { locked: before, now } = documents;
  if (!before || !now) return { documents, digits: new Map() };
  return {
    documents,
    digits: findShownDigits({ locked: listShown(before), now: listShown(now), jobs: locked }),
  };
}

/** Holds what a job gave here against its locked results. */
export function holdJob(
  { name, tolerance }: Pick<Job, 'name' | 'tolerance'>,
  locked: LockedResults,
  now: JobResults,
  { digits }: Holding,
): VerifiedResult[] {
  return verifyResults(locked.results, now.results, now.specs, {
    job: name,
    digits,
    tolerance,
    readLocked: (file) => readStored(locked.folder, file),
    readNow: (file) => readStored(now.folder, file),
  });
}

/** Bytes of a result's file in the folder of its entry; null where only the digest is kept. */
export function readStored(folder: string, { name }: StoredFile): Uint8Array | null {
  try {
    return readFileSync(join(folder, name));
  } catch {
    return null;
  }
}

/** What became of every number of the document; none where it cannot be filled from what is locked. */
export function holdNumbers(
  { documents: { locked, now } }: Holding,
  results: readonly VerifiedResult[],
): VerifiedNumber[] {
  if (!now) return [];
  // Sentences and sections need no data of figures.
  const print = recordPrint(now, new Map());
  return locked ? verifyNumbers({ locked, now, results, print }) : listUnheld({ now, print });
}
