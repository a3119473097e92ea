import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestBytes } from '../base/digest.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import type {
  Pixels,
  ResultTree,
  ResultValue,
  StoredFile,
  TaskResult,
  TaskResults,
} from '../base/results.ts';
import { writeRecord, type EntryRecord } from './store.ts';

/** Everything of an entry but its results. */
export type EntryHead = Omit<EntryRecord, 'version' | 'files'>;

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
  const keep = async (name: string, content: Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), content);
    return (digests[name] = digestBytes(content));
  };
  await mkdir(folder, { recursive: true });
  const tree = await storeResults(results, specs, keep);
  await keep('result.json', Buffer.from(JSON.stringify(tree)));
  // In the order of the schema: the digest is that of the text as it is read back.
  const { key, parts, job, engine, seconds } = head;
  const record: EntryRecord = { version: 1, key, parts, job, engine, seconds, files: digests };
  await writeFile(join(folder, 'entry.json'), writeRecord(record));
}

type Keep = (name: string, content: Uint8Array) => Promise<string>;

/** Names in the order of the declaration, whatever order the task returned them in. */
async function storeResults(
  results: TaskResults,
  specs: ResultSpecs,
  keep: Keep,
  path = '',
): Promise<ResultTree> {
  const tree: Record<string, ResultValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = results[name];
    if (value !== undefined) tree[name] = await storeResult(value, spec, keep, `${path}${name}`);
  }
  return tree;
}

async function storeResult(
  value: TaskResult,
  spec: ResultSpec,
  keep: Keep,
  path: string,
): Promise<ResultValue> {
  switch (spec.kind) {
    case 'group':
      return storeResults(value as TaskResults, spec.results, keep, `${path}.`);
    case 'image':
      return storeImage(value as Pixels, keep, path);
    case 'file':
      return storeBytes(
        'file',
        { name: `${path}.bin`, mediaType: spec.mediaType },
        value as Uint8Array,
        keep,
      );
    default:
      return value as ResultValue;
  }
}

async function storeImage(pixels: Pixels, keep: Keep, path: string): Promise<StoredFile> {
  const { encode } = await import('fast-png');
  const { width, height, channels, data } = pixels;
  const stored = await storeBytes(
    'image',
    { name: `${path}.png`, mediaType: 'image/png' },
    encode({ width, height, channels, data, depth: 8 }),
    keep,
  );
  return { ...stored, width, height };
}

async function storeBytes(
  stored: 'image' | 'file',
  file: { name: string; mediaType: string },
  content: Uint8Array,
  keep: Keep,
): Promise<StoredFile> {
  const sha256 = await keep(file.name, content);
  return { stored, name: file.name, sha256, bytes: content.length, mediaType: file.mediaType };
}
