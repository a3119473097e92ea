import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { openPromise, type Entry, type ZipFile } from 'yauzl';

import * as messages from '../base/messages/fetch.ts';
import { isSystemError } from '../base/system-error.ts';
import type { Measures } from '../plan/fetch-record.ts';
import { crc32 } from './crc32.ts';
import { requireSpace } from './disk.ts';
import { DiskFault, FetchFault, type FetchTools } from './watcher.ts';

/** A file to be taken out of an archive. */
export interface WantedFile {
  name: string;
  /** Its path in the archive, or the end of it. */
  from: string;
  /** Absolute path of where it belongs. */
  path: string;
}

/** Where it is taken from. */
export interface Archive {
  path: string;
  /** What messages call it: where it was fetched from, or where the user put it. */
  name: string;
  /** What to do where it is damaged. */
  wayOut: string;
}

/**
 * Takes files out of a zip archive, or out of archives that lie in it; each is written beside and renamed once its
 * length and checksum are those that the archive gives. Gives what was measured of each. Throws a FetchFault.
 */
export async function extractFiles(
  archive: Archive,
  wanted: readonly WantedFile[],
  tools: FetchTools,
): Promise<{ [name: string]: Measures }> {
  const { found, missing, seen } = await extractFrom(archive, wanted, tools, 0);
  const [first] = missing;
  if (first) throw new FetchFault(messages.notInArchive(first.from, archive.name, seen.slice(0, mostShown)));
  return found;
}

const mostShown = 5;

/** How deep archives may lie in archives. */
const deepest = 2;

interface Extracted {
  found: { [name: string]: Measures };
  missing: readonly WantedFile[];
  /** What the archive holds. */
  seen: readonly string[];
}

async function extractFrom(
  archive: Archive,
  wanted: readonly WantedFile[],
  tools: FetchTools,
  depth: number,
): Promise<Extracted> {
  const zip = await openArchive(archive);
  try {
    const entries = await listEntries(zip, archive);
    const chosen = wanted.flatMap((file) => {
      const entry = findEntry(entries, file.from);
      return entry ? [{ file, entry }] : [];
    });
    const size = chosen.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    await requireSpace(dirname(archive.path), size);
    const found: { [name: string]: Measures } = {};
    for (const { file, entry } of chosen)
      found[file.name] = await extractEntry({ zip, archive, entry }, file.path, tools);
    const missing = wanted.filter(({ name }) => !(name in found));
    const inner = entries.filter(({ fileName }) => fileName.toLowerCase().endsWith('.zip'));
    const deeper = missing.length === 0 || depth === deepest ? [] : inner;
    const rest = await extractInner({ zip, archive, entries: deeper }, missing, tools, depth + 1);
    return {
      found: { ...found, ...rest.found },
      missing: rest.missing,
      seen: [...entries.map(({ fileName }) => fileName), ...rest.seen],
    };
  } finally {
    zip.close();
  }
}

async function extractInner(
  { zip, archive, entries }: { zip: ZipFile; archive: Archive; entries: readonly Entry[] },
  wanted: readonly WantedFile[],
  tools: FetchTools,
  depth: number,
): Promise<Extracted> {
  let result: Extracted = { found: {}, missing: wanted, seen: [] };
  for (const entry of entries) {
    const path = `${archive.path}.inner`;
    await requireSpace(dirname(archive.path), entry.uncompressedSize);
    await extractEntry({ zip, archive, entry }, path, tools);
    const { found, missing, seen } = await extractFrom({ ...archive, path }, result.missing, tools, depth);
    await rm(path, { force: true });
    result = { found: { ...result.found, ...found }, missing, seen: [...result.seen, ...seen] };
  }
  return result;
}

async function openArchive(archive: Archive): Promise<ZipFile> {
  try {
    return await openPromise(archive.path, { autoClose: false });
  } catch (error) {
    throw unreadable(archive, error);
  }
}

async function listEntries(zip: ZipFile, archive: Archive): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw unreadable(archive, error);
  }
  return entries.filter(({ fileName }) => !fileName.endsWith('/'));
}

function unreadable({ name, wayOut }: Archive, error: unknown): FetchFault {
  const why = error instanceof Error ? error.message : String(error);
  return new FetchFault(messages.archiveUnreadable(name, why, wayOut), { cause: error });
}

function findEntry(entries: readonly Entry[], from: string): Entry | null {
  const exact = entries.filter(({ fileName }) => fileName === from);
  const found = exact.length > 0 ? exact : entries.filter(({ fileName }) => fileName.endsWith(`/${from}`));
  if (found.length > 1)
    throw new FetchFault(
      messages.twiceInArchive(
        from,
        found.map(({ fileName }) => fileName),
      ),
    );
  return found[0] ?? null;
}

interface EntryOf {
  zip: ZipFile;
  archive: Archive;
  entry: Entry;
}

async function extractEntry(
  { zip, archive, entry }: EntryOf,
  path: string,
  tools: FetchTools,
): Promise<Measures> {
  const damaged = (why: string): string =>
    messages.entryDamaged(entry.fileName, { archive: archive.name, why, wayOut: archive.wayOut });
  const meter = createMeter(entry, tools);
  const beside = `${path}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const content = await zip.openReadStreamPromise(entry);
    await pipeline(content, meter.through, createWriteStream(beside), { signal: tools.signal });
  } catch (error) {
    tools.signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    if (isSystemError(error) && error.syscall !== undefined && error.syscall !== 'read')
      throw new DiskFault(messages.cannotWrite(beside, why), { cause: error });
    throw new FetchFault(damaged(why), { cause: error });
  }
  const { crc, ...measures } = meter.read();
  if (crc !== entry.crc32) throw new FetchFault(damaged(messages.wrongChecksum()));
  await rename(beside, path);
  return measures;
}

interface Meter {
  through: Transform;
  read(): Measures & { crc: number };
}

/** Measures what passes. */
function createMeter({ fileName, uncompressedSize }: Entry, { watcher }: FetchTools): Meter {
  const hash = createHash('sha256');
  let [bytes, crc] = [0, 0];
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      watcher.progress(messages.unpacking(fileName), bytes, uncompressedSize);
      done(null, chunk);
    },
  });
  return { through, read: () => ({ bytes, sha256: hash.digest('hex'), crc }) };
}
