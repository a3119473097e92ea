import { join } from 'node:path';

import { ReportError } from '../base/diagnostic.ts';
import { outputNotWritable } from '../base/messages/emit.ts';
import { isSystemError } from '../base/system-error.ts';
import { writeFileAtomically } from '../plan/cache-files.ts';
import type { Verification } from './verification.ts';

/** Writes the record of a verification in all its forms into the output folder; gives absolute paths. */
export async function writeRecords(verification: Verification, folder: string): Promise<string[]> {
  const files: readonly (readonly [name: string, content: string])[] = [
    ['verification.json', `${JSON.stringify(verification, null, 2)}\n`],
  ];
  try {
    for (const [name, content] of files) await writeFileAtomically(join(folder, name), content);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = outputNotWritable(folder, error.message);
    throw new ReportError([{ rule: 'output-is-writable', message }]);
  }
  return files.map(([name]) => join(folder, name));
}
