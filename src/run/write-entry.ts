import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestBytes } from '../base/digest.ts';
import type { ResultSpecs } from '../base/kinds.ts';
import type { Pixels, TaskResults } from '../base/results.ts';
import { encodeResults, type Encoding } from './encode-results.ts';
import { writeRecord, type EntryRecord } from './entry-record.ts';

/** Everything of an entry but its results. */
export type EntryHead = Omit<EntryRecord, 'version' | 'run' | 'files'>;

/**
 * Writes a store entry into an empty folder: images (as PNG) and files, `result.json` with the rest, `entry.json`
 * last. The results have been checked against the specs.
 */
export async function writeEntry(
  folder: string,
  results: TaskResults,
  specs: ResultSpecs,
  head: EntryHead,
): Promise<void> {
  const digests: Record<string, string> = {};
  const keep: Encoding['keep'] = async (name, content) => {
    await writeFile(join(folder, name), content);
    return (digests[name] = digestBytes(content));
  };
  await mkdir(folder, { recursive: true });
  const tree = await encodeResults(results, specs, { keep, png });
  await keep('result.json', Buffer.from(JSON.stringify(tree)));
  // In the order of the schema: the digest is that of the text as it is read back.
  const { key, parts, job, engine, seconds } = head;
  const record: EntryRecord = { version: 1, key, parts, job, engine, seconds, files: digests };
  await writeFile(join(folder, 'entry.json'), writeRecord(record));
}

async function png(pixels: Pixels): Promise<Uint8Array> {
  const { encodePng } = await import('./encode-png.ts');
  return encodePng(pixels);
}
