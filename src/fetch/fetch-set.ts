import { mkdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, join, relative, isAbsolute } from 'node:path';

import type { FetchSource, Manifest, ManifestFile } from '../base/manifest.ts';
import * as messages from '../base/messages/fetch.ts';
import { fetchFolder, writeFetchRecord, type FetchRecord, type Measures } from '../plan/fetch-record.ts';
import { isAlive, ownerOf, ownMark } from '../run/is-alive.ts';
import { measureFile, sizeOf } from './disk.ts';
import { download } from './download.ts';
import { extractFiles, type Archive } from './extract-files.ts';
import { DiskFault, FetchFault, type FetchTools } from './watcher.ts';

/** Where and how a data set is fetched. */
export interface FetchSetting {
  /** Root of the report. */
  root: string;
  /** The command that was called, for messages. */
  command: string;
  /** Whether the user's environment names a proxy. */
  isProxied: boolean;
}

interface Fetching {
  manifest: Manifest;
  source: FetchSource;
  setting: FetchSetting;
  tools: FetchTools;
  /** Absolute folders: where the files belong, and where the download is under way. */
  folder: string;
  work: string;
}

/**
 * Fetches a data set into its folder: the archive (or takes the one that the user put there), its files out of it, and
 * a record of what was measured. Each step is written beside and renamed; a killed fetch goes on where it was. Throws a
 * FetchFault that says what to do.
 */
export async function fetchSet(
  manifest: Manifest & { fetch: FetchSource },
  setting: FetchSetting,
  tools: FetchTools,
): Promise<FetchRecord> {
  const folder = join(setting.root, fetchFolder(manifest));
  const work = join(folder, '.fetch');
  const fetching: Fetching = { manifest, source: manifest.fetch, setting, tools, folder, work };
  await openFolder(fetching);
  await claimFolder(fetching);
  try {
    tools.watcher.say(messages.aboutToFetch(manifest, manifest.fetch.url));
    const archive = await findArchive(fetching);
    const fetched = await measureFile(archive.path, tools.signal);
    await requireSame(archive.path, manifest.fetch, fetched);
    const files = await takeFiles(archive, fetching, fetched);
    for (const file of manifest.files) requireDescribed(file, files[file.name]);
    const record = { url: manifest.fetch.url, fetched, files };
    await writeFetchRecord(setting.root, manifest, record);
    await rm(work, { recursive: true, force: true });
    return record;
  } finally {
    tools.watcher.ended();
    await rm(join(work, 'owner'), { force: true });
    await removeEmpty([work, folder]);
  }
}

/** Removes what was made for nothing. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rmdir(folder).catch(() => undefined);
}

/** Measures files that lie in place already, and writes the record. */
export async function adoptSet(
  manifest: Manifest & { fetch: FetchSource },
  root: string,
  signal: AbortSignal,
): Promise<FetchRecord> {
  const files: { [name: string]: Measures } = {};
  for (const { name, path } of manifest.files) files[name] = await measureFile(join(root, path), signal);
  const record = { url: manifest.fetch.url, fetched: null, files };
  await writeFetchRecord(root, manifest, record);
  return record;
}

/** Makes the folders; refuses where a file does not belong into them, or a link leads out of the root. */
async function openFolder({ manifest, setting, work, folder }: Fetching): Promise<void> {
  const own = fetchFolder(manifest);
  for (const { path } of manifest.files) {
    const inner = relative(own, path);
    if (inner === '' || inner.startsWith('..') || isAbsolute(inner))
      throw new FetchFault(messages.outsideItsFolder(path, own));
  }
  await mkdir(work, { recursive: true });
  const real = relative(await realpath(setting.root), await realpath(folder));
  if (real.startsWith('..') || isAbsolute(real)) throw new FetchFault(messages.outsideItsFolder(own, own));
}

/** Two fetches at a time would write into one file. */
async function claimFolder({ manifest, work }: Fetching): Promise<void> {
  const path = join(work, 'owner');
  const owner = await readFile(path, 'utf8').catch(() => null);
  if (owner !== null && isAlive(owner) && owner !== ownMark())
    throw new FetchFault(messages.isBeingFetched(manifest.name, ownerOf(owner)));
  await writeFile(path, ownMark());
}

/** Name of the file at an address. */
function nameOf(url: string): string {
  return basename(decodeURIComponent(new URL(url).pathname)) || 'download';
}

/** The archive: the user's own, beside the files; else one that is fetched, or was before. */
async function findArchive({ source, setting, tools, folder, work, manifest }: Fetching): Promise<Archive> {
  const { url } = source;
  const name = nameOf(url);
  const own = `${fetchFolder(manifest)}/${name}`;
  if ((await sizeOf(join(folder, name))) !== null) {
    tools.watcher.say(messages.takesFoundArchive(own));
    return { path: join(folder, name), name: own, wayOut: messages.replaceArchive() };
  }
  const path = join(work, 'fetched');
  const { command, isProxied } = setting;
  const hand = { path: own, command, isProxied };
  await download({ url, path, what: messages.fetching(name), hand }, tools);
  return { path, name: url, wayOut: messages.isFetchedAnew({ ...hand, url }) };
}

async function requireSame(path: string, source: FetchSource, found: Measures): Promise<void> {
  const fault = differenceOf(source.url, source, found);
  if (fault === null) return;
  // What the user put there is the user's.
  if (basename(path) === 'fetched') await rm(path);
  throw new FetchFault(fault);
}

function requireDescribed(file: ManifestFile, found: Measures | undefined): void {
  const fault = found ? differenceOf(file.path, file, found) : null;
  if (fault !== null) throw new FetchFault(fault);
}

function differenceOf(
  what: string,
  expected: { bytes: number | null; sha256: string | null },
  found: Measures,
): string | null {
  if (expected.bytes !== null && expected.bytes !== found.bytes)
    return messages.fetchedOther(what, `${expected.bytes} bytes`, String(found.bytes));
  if (expected.sha256 !== null && expected.sha256 !== found.sha256)
    return messages.fetchedOther(what, `sha256 ${expected.sha256}`, found.sha256);
  return null;
}

async function takeFiles(
  archive: Archive,
  { manifest, setting, tools, work }: Fetching,
  fetched: Measures,
): Promise<{ [name: string]: Measures }> {
  const wanted = manifest.files.flatMap(({ name, from, path }) =>
    from === null ? [] : [{ name, from, path: join(setting.root, path) }],
  );
  const [only] = manifest.files;
  if (wanted.length === 0 && only) {
    await rename(archive.path, join(setting.root, only.path));
    return { [only.name]: fetched };
  }
  try {
    return await extractFiles(archive, wanted, tools);
  } catch (error) {
    const isUseless = error instanceof FetchFault && !(error instanceof DiskFault);
    // What the user put there stays.
    if (isUseless && archive.path.startsWith(work)) await rm(archive.path, { force: true });
    throw error;
  }
}
