import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Made, OutputFile } from '../base/effects.ts';
import { writeBesideOutputs } from '../emit/write-outputs.ts';
import type { Verification } from '../verify/verification.ts';
import { writeRecordPage } from './page/write-page.ts';
import { describeVerification } from './verification-schema.ts';
import { recordFiles } from '../emit/verification-files.ts';
import { writeJson } from './write-json.ts';
import { writeMarkdown } from './write-markdown.ts';

const documentFile = 'report.html';

/**
 * Writes the record of a verification in all its forms into the output folder, all or none; gives absolute paths. Fonts
 * are kept in `made`.
 */
export async function writeRecords(
  verification: Verification,
  folder: string,
  made: Made,
): Promise<string[]> {
  const document = existsSync(join(folder, documentFile)) ? documentFile : null;
  const files: readonly OutputFile[] = [
    { path: recordFiles.page, content: await writeRecordPage(verification, { made, document }) },
    { path: recordFiles.markdown, content: writeMarkdown(verification) },
    { path: recordFiles.json, content: writeJson(verification) },
    { path: recordFiles.schema, content: describeVerification() },
  ];
  await writeBesideOutputs(folder, files);
  return files.map(({ path }) => join(folder, path));
}
