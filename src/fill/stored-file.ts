import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ReportError } from '../base/diagnostic.ts';
import { storedFileIsGone } from '../base/messages/fill.ts';
import { isSystemError } from '../base/system-error.ts';

/** Gives the bytes of a file of a store entry. */
export type ReadStored = (folder: string, name: string) => Uint8Array;

/** Reads from the store on this machine. Throws a ReportError where it was cleared while the report was built. */
export const readStored: ReadStored = (folder, name) => {
  const path = join(folder, name);
  try {
    return readFileSync(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ReportError([{ rule: 'store-is-whole', message: storedFileIsGone(path) }]);
  }
};
